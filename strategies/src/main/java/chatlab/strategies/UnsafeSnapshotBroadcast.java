package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// BROKEN ON PURPOSE: publishes a changed copy without checking that the original is still current.
///
/// - **Breaks:** membership.
/// - **Because:** reading `snapshot` and writing it are two steps, and `volatile` does not make
///   them one. If two writers copy the same array, the later write erases the change of the earlier
///   one.
/// - **Symptom:** of two people who join at the same moment, one gets no messages; someone who left
///   still gets them.
/// - **Caught by:** race tests (a join is lost), the engine, the stepper, the swarm.
/// - **Fix:** replace the array by compare-and-set, and try again if another thread was faster.
/// - **Notice:** every array is immutable and every read is fresh, and a join is lost all the same.
///   Visibility is not atomicity.
@Strategy(
        name = "unsafe-snapshot",
        technique = "immutable array replaced by a plain write to a volatile field",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "lost update",
        family = Family.ATOMICITY_VIOLATION,
        breaks = MEMBERSHIP,
        twin = "snapshot",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
public final class UnsafeSnapshotBroadcast<M> implements BroadcastStrategy<M> {
    /// Volatile, so that a reader sees all slots of an array.
    private volatile Subscriber<M>[] snapshot = noMembers();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        var before = snapshot;
        if (indexOf(subscriber, before) >= 0) return false;
        var after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = subscriber;
        snapshot = after;
        return true;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        var before = snapshot;
        int index = indexOf(subscriber, before);
        if (index < 0) return false;
        var after = Arrays.copyOf(before, before.length - 1);
        System.arraycopy(before, index + 1, after, index, after.length - index);
        snapshot = after;
        return true;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : snapshot) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(Arrays.asList(snapshot));
    }

    private static <M> int indexOf(Subscriber<M> subscriber, Subscriber<M>[] members) {
        for (int i = 0; i < members.length; i++) {
            if (members[i] == subscriber) return i;
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // a new array holds no element of a wrong type
    private static <M> Subscriber<M>[] noMembers() {
        return (Subscriber<M>[]) new Subscriber<?>[0];
    }
}
