/// What follows from the results: comparisons, tables, and the targets of the lab's strategies.
///
/// Read [chatlab.bench.compare.BenchReport] first: it is what a run leaves for the table, the page
/// and the charts. [chatlab.bench.compare.Comparisons] finds out which results were measured alike;
/// `chatlab.evidence` judges them. All of it is pure functions on records. `chart` and `command`
/// call this package. To add a target, add a line to [chatlab.bench.compare.Target#all].
@NullMarked
package chatlab.bench.compare;

import org.jspecify.annotations.NullMarked;
