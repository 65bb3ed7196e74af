/// What a promise costs: benchmarks of the broadcast strategies, run so that their claims hold.
///
/// - The questions, one class each: [chatlab.bench.MembersBenchmark],
///   [chatlab.bench.ThreadsBenchmark], [chatlab.bench.ChurnBenchmark],
///   [chatlab.bench.JoinBenchmark], [chatlab.bench.StallBenchmark]. All open their channel with
///   [chatlab.bench.Audience], which also says what a delivery does.
/// - The runner: a `Plan` interleaves the forks of those who are compared, `Measurement` runs it,
///   `Merge` makes one JMH file of it. What may be concluded is for `chatlab.evidence` to say.
/// - Correct before fast: `Correctness` asks before anything is measured.
///
/// The annotation processor of JMH makes the code that runs the benchmarks; their classes are
/// public, and their fields not final, because it asks for that.
@NullMarked
package chatlab.bench;

import org.jspecify.annotations.NullMarked;
