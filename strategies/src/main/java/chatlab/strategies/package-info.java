/// Broadcast strategies: eleven correct ways to share a list of subscribers between threads, and
/// their broken twins.
///
/// All implement [chatlab.strategies.BroadcastStrategy]. They differ in what they promise about
/// calls that overlap ([chatlab.strategies.Guarantee]), in which calls wait for which, and in cost.
/// The comment of each class says so in labelled lines; its last line says when to choose it. A
/// class whose name begins with `Unsafe` is broken on purpose: it is a correct strategy minus one
/// thing ([chatlab.strategies.BugCard]). `lab strategies` and docs/strategies.md show all of them
/// in one table.
///
/// Read in this order: [chatlab.strategies.SynchronizedBroadcast],
/// [chatlab.strategies.UnsafeBroadcast], [chatlab.strategies.ReadWriteLockBroadcast],
/// [chatlab.strategies.CopyOnWriteBroadcast], [chatlab.strategies.SnapshotBroadcast],
/// [chatlab.strategies.OpenCallBroadcast], [chatlab.strategies.LazySnapshotBroadcast],
/// [chatlab.strategies.ActorBroadcast], [chatlab.strategies.HoldBackBroadcast]; then the broken
/// ones, each beside its twin.
///
/// You may add a strategy or change what is private in one. Students' files compile against the six
/// other types, so their names must stay.
///
/// Not supported: subscribers in a particular order, priorities, and delivery after `broadcast` has
/// returned. A subscriber that wants its messages later keeps a queue of its own.
@NullMarked
package chatlab.strategies;

import org.jspecify.annotations.NullMarked;
