package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// BROKEN ON PURPOSE: checks whether a member has left and then delivers, in two steps.
///
/// - **Breaks:** the quiet leave.
/// - **Because:** between the check and the delivery, a leave can begin and return. The answer was
///   right when it was given.
/// - **Symptom:** someone leaves the channel, and one more message arrives.
/// - **Caught by:** race tests (a delivery begins after the leave has returned), the engine, the
///   stepper.
/// - **Fix:** let a delivery enter under the member's lock, and let a leave wait for the deliveries
///   that have entered.
/// - **Notice:** in a chat this is a write to a closed connection: use after close. The flag is
///   volatile and is checked as late as possible, which makes the bug rare but does not remove it.
@Strategy(
        name = "unsafe-leave-check",
        technique = "copy under the lock, check for a leave before delivering",
        guarantees = {
            MEMBERSHIP, DELIVERY, QUIET_LEAVE, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "use after close",
        family = Family.ORDER_VIOLATION,
        breaks = QUIET_LEAVE,
        twin = "open-call",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER})
public final class UnsafeLeaveCheckBroadcast<M> implements BroadcastStrategy<M> {
    /// Guarded by its own monitor, which is never held while a subscriber is called.
    private final List<Member<M>> members = new ArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        synchronized (members) {
            if (find(subscriber) != null) return false;
            return members.add(new Member<>(subscriber));
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        Member<M> member;
        synchronized (members) {
            member = find(subscriber);
            if (member == null) return false;
            members.remove(member);
        }
        member.left = true;
        return true;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        List<Member<M>> copy;
        synchronized (members) {
            copy = List.copyOf(members);
        }
        int taken = 0;
        for (var member : copy) {
            if (member.subscriber != sender && delivered(member, message)) taken++;
        }
        return taken;
    }

    private boolean delivered(Member<M> member, M message) {
        return !member.left && Delivery.attempt(member.subscriber, message);
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        synchronized (members) {
            var copy = new ArrayList<Subscriber<M>>(members.size());
            for (var member : members) copy.add(member.subscriber);
            return copy;
        }
    }

    private @Nullable Member<M> find(Subscriber<M> subscriber) {
        for (var member : members) {
            if (member.subscriber == subscriber) return member;
        }
        return null;
    }

    /// One membership, from a join to the leave that ends it.
    private static final class Member<M> {
        final Subscriber<M> subscriber;

        /// Volatile: the leaving thread sets it, delivering threads read it.
        volatile boolean left;

        Member(Subscriber<M> subscriber) {
            this.subscriber = subscriber;
        }
    }
}
