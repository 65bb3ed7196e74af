package chatlab.strategies;

import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// BROKEN ON PURPOSE: creates its list on first use, and no lock guards that moment.
///
/// - **Breaks:** membership, in the first moments of a channel.
/// - **Because:** two threads both see that there is no list, and each creates one. A subscriber
///   who joined the list that is overwritten is lost. Locking a list does not help while there are
///   two.
/// - **Symptom:** of the first two people in a new channel, one gets no messages.
/// - **Caught by:** race tests that begin with an empty channel (a join is lost), the engine, the
///   stepper.
/// - **Fix:** create the list in the constructor, and make the field final.
/// - **Notice:** once there is a list, the bug can no longer happen, so a channel in use never
///   shows it. The field is not volatile either, so nothing guarantees that another thread sees the
///   list.
@Strategy(
        name = "unsafe-lazy",
        technique = "synchronized list, made on first use without a lock",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
@BugCard(
        bug = "check-then-act",
        family = Family.ATOMICITY_VIOLATION,
        breaks = MEMBERSHIP,
        twin = "synchronized",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER})
public final class UnsafeLazyBroadcast<M> implements BroadcastStrategy<M> {
    private @Nullable List<Subscriber<M>> list;

    /// The list; its own monitor is the lock, as `Collections.synchronizedList` specifies.
    private List<Subscriber<M>> members() {
        if (list == null) list = Collections.synchronizedList(new ArrayList<>());
        return list;
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        var members = members();
        synchronized (members) {
            for (var member : members) {
                if (member == subscriber) return false;
            }
            return members.add(subscriber);
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        var members = members();
        synchronized (members) {
            return members.removeIf(member -> member == subscriber);
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        var members = members();
        synchronized (members) {
            int taken = 0;
            for (var member : members) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        var members = members();
        synchronized (members) {
            return new ArrayList<>(members);
        }
    }
}
