/// Broadcast strategies: many correct ways to share a list of subscribers, and some broken on
/// purpose.
///
/// All implement [chatlab.strategies.BroadcastStrategy] and differ in what they promise about calls
/// that overlap ([chatlab.strategies.Guarantee]), in who waits for whom, and in cost. Which one
/// when:
///
/// - `synchronized`: first choice. All agree on one order. Deliveries must be short and must not
///   join or leave.
/// - `rwlock`: as `synchronized`, where deliveries take long and joins are rare.
/// - `actor`: as `synchronized`, where many threads want in at once.
/// - `cow`, `snapshot`: many broadcasts, few joins, deliveries that may block or call back. A
///   message may still arrive just after a leave.
/// - `lazy-snapshot`, `stamped`: as `cow`, where joins are as frequent as messages; `stamped` only
///   for few members.
/// - `open-call`: deliveries may block or call back, and after a leave there must be silence.
/// - `striped`, `concurrent-set`: very many members who come and go, and a message need not reach
///   the members of one instant.
/// - `unsafe` and whatever else begins with it: never. Each is one of the above minus one thing,
///   and its [chatlab.strategies.BugCard] says which.
///
/// Read in this order: [chatlab.strategies.SynchronizedBroadcast],
/// [chatlab.strategies.UnsafeBroadcast], [chatlab.strategies.ReadWriteLockBroadcast],
/// [chatlab.strategies.CopyOnWriteBroadcast], [chatlab.strategies.SnapshotBroadcast],
/// [chatlab.strategies.OpenCallBroadcast], [chatlab.strategies.LazySnapshotBroadcast],
/// [chatlab.strategies.ActorBroadcast]; then the broken twins, each beside its twin.
///
/// Not supported: subscribers in a particular order, priorities, and delivery that outlives
/// `broadcast`; a subscriber that wants to be fed later keeps a queue of its own.
@NullMarked
package chatlab.strategies;

import org.jspecify.annotations.NullMarked;
