/// The forks of a run: which there are, in which order they run, and what JMH makes of each.
///
/// A [chatlab.bench.run.BenchQuestion] lists its [chatlab.bench.run.Cell]s; a
/// [chatlab.bench.run.ForkPlan] mixes the contestants of each cell in every round;
/// [chatlab.bench.run.Measurement] runs the plan until a [chatlab.bench.run.Stopping] ends it;
/// `Merge` writes one JMH file from all forks. Read `ForkPlan` first: verdicts rest on its order.
///
/// `command` calls this package. A new benchmark class needs one more constant in `BenchQuestion`.
@NullMarked
package chatlab.bench.run;

import org.jspecify.annotations.NullMarked;
