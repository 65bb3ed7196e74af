/// Correct before fast: does a strategy keep what it declares? This is asked before it is measured.
///
/// Read [chatlab.bench.check.Correctness] first. It takes the answer from a `race.json`, or else
/// runs three checks in child JVMs: the sequential contract and the rendezvous tests of module
/// harness, and `JoinsMain`, in which two threads join at once. `command` asks; `compare` strikes
/// out the strategies that fail.
@NullMarked
package chatlab.bench.check;

import org.jspecify.annotations.NullMarked;
