/// The contract of [chatlab.strategies.BroadcastStrategy] for one thread alone, checked before any
/// race.
///
/// [ContractRun] starts a child JVM, in which [SequentialContract] makes the calls. Its answer is a
/// [ContractFinding]; a [Breach] names the guarantee that fails by it.
@NullMarked
package chatlab.harness.contract;

import org.jspecify.annotations.NullMarked;
