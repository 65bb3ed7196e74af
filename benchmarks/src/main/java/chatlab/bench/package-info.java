/// What a promise costs: benchmarks of the broadcast strategies. The questions are here, one class
/// each:
///
/// - [chatlab.bench.MembersBenchmark]: the size of the channel (read this class first);
/// - [chatlab.bench.ThreadsBenchmark]: several senders at once;
/// - [chatlab.bench.ChurnBenchmark]: joins and leaves between the broadcasts;
/// - [chatlab.bench.JoinBenchmark]: a join and a leave in a large channel;
/// - [chatlab.bench.StallBenchmark]: a join while a delivery is stuck.
///
/// All of them open their channel with `BenchChannel`, which also says what a delivery does.
///
/// The rest of the module is in packages by role. A package uses only those below it:
///
/// ```
/// command      lab bench and its subcommands
/// chart        the results as SVG and PNG
/// compare      the results as tables and verdicts
/// chat         whole chat servers, loaded by the swarm
/// check        is a strategy correct? Asked before it is measured
/// run          the forks of a run and their order
/// (this one)   the questions
/// contestant   who is measured
/// ```
///
/// Do not rename or move the classes of this package: every `bench.json` names them, and so a
/// recorded result would no longer match its question. JMH's annotation processor generates the
/// code that runs them; it needs public classes and fields that are not final. You may change
/// everything else without asking.
@NullMarked
package chatlab.bench;

import org.jspecify.annotations.NullMarked;
