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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// BROKEN ON PURPOSE: locks all members before it delivers, and each sender begins with itself.
///
/// - **Breaks:** no guarantee while it runs, but it may stop running for good.
/// - **Because:** Ann's broadcast holds Ann and waits for Bob; Bob's broadcast holds Bob and waits
///   for Ann. A cycle of waits never ends.
/// - **Symptom:** two people type at the same moment, and the channel stands still for good.
/// - **Caught by:** the watchdog, which broadcasts from two members at once until a JVM hangs; the
///   engine; the stepper; the swarm.
/// - **Fix:** lock the members in the order of the list, whoever sends, or hold one lock for all.
/// - **Notice:** it is right to lock all members for the whole broadcast, and no lock is missing.
///   But all threads must take the locks in the same order, such as the order of the list.
@Strategy(
        name = "unsafe-lock-order",
        technique = "synchronized list, receivers locked one inside the other",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
@BugCard(
        bug = "lock-order inversion",
        family = Family.DEADLOCK,
        breaks = {},
        twin = "synchronized",
        shownBy = {Tool.WATCHDOG, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
public final class UnsafeLockOrderBroadcast<M> implements BroadcastStrategy<M> {
    /// Its own monitor is the lock, as `Collections.synchronizedList` specifies.
    private final List<Subscriber<M>> members = Collections.synchronizedList(new ArrayList<>());

    @Override
    public boolean join(Subscriber<M> subscriber) {
        synchronized (members) {
            for (var member : members) {
                if (member == subscriber) return false;
            }
            return members.add(subscriber);
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        synchronized (subscriber) {
            synchronized (members) {
                return members.removeIf(member -> member == subscriber);
            }
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        while (true) {
            int taken = lockAndDeliver(receivers(sender), 0, message, sender);
            if (taken >= 0) return taken;
        }
    }

    /// The members in the order of the list, beginning with the sender.
    private List<Subscriber<M>> receivers(Subscriber<M> sender) {
        var receivers = subscribers();
        Collections.rotate(receivers, -receivers.indexOf(sender));
        return receivers;
    }

    /// Locks the receivers from `place` on, each inside the one before, and then delivers.
    ///
    /// @return -1, with nothing delivered, if a subscriber joined or left before all were locked
    private int lockAndDeliver(
            List<Subscriber<M>> receivers, int place, M message, Subscriber<M> sender) {
        if (place < receivers.size()) {
            synchronized (receivers.get(place)) {
                return lockAndDeliver(receivers, place + 1, message, sender);
            }
        }
        if (!receivers.equals(receivers(sender))) return -1;
        int taken = 0;
        for (var member : receivers) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        synchronized (members) {
            return new ArrayList<>(members);
        }
    }
}
