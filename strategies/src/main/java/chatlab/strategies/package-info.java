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
/// - `cow`, `snapshot`: many broadcasts, few joins, deliveries that may block or call back. A
///   message may still arrive just after a leave.
/// - `open-call`: deliveries may block or call back, and after a leave there must be silence.
/// - `unsafe`: never. It is the first bug to find.
///
/// Read in this order: [chatlab.strategies.SynchronizedBroadcast],
/// [chatlab.strategies.UnsafeBroadcast], [chatlab.strategies.ReadWriteLockBroadcast],
/// [chatlab.strategies.CopyOnWriteBroadcast], [chatlab.strategies.SnapshotBroadcast],
/// [chatlab.strategies.OpenCallBroadcast].
///
/// Not supported: subscribers in a particular order, priorities, and delivery that outlives
/// `broadcast`; a subscriber that wants to be fed later keeps a queue of its own.
@NullMarked
package chatlab.strategies;

import org.jspecify.annotations.NullMarked;
