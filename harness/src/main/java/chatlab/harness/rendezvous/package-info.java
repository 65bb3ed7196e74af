/// Rendezvous tests: latches arrange a situation, always the same, and see what a strategy does in
/// it.
///
/// Four guarantees are about what happens *while* a `deliver` throws, calls back or is stuck.
/// Chance is not needed to get there: a subscriber of ours opens or closes a latch from inside
/// `deliver`. So one run is an answer. A hang is an answer too, and it is told from slowness by
/// looking at the threads rather than at the clock: see [Cast].
///
/// All of it runs in a JVM of its own, which can be killed: see [RendezvousRun].
@NullMarked
package chatlab.harness.rendezvous;

import org.jspecify.annotations.NullMarked;
