/// Tells a hang from slowness, by looking at threads rather than at a clock.
///
/// [HangJudge] is the one judge, and [WatchedThreads] puts threads under its eye;
/// [chatlab.harness.rendezvous], the contract and the race tests each watch their threads through
/// it. [Hang] is its finding, with the stacks that people read.
@NullMarked
package chatlab.harness.hang;

import org.jspecify.annotations.NullMarked;
