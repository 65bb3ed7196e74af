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
import java.util.concurrent.atomic.AtomicInteger;

/// BROKEN ON PURPOSE: keeps a count beside its list, and changes and reads the two separately.
///
/// - **Breaks:** delivery.
/// - **Because:** list and count belong together. A broadcast that reads the count before a leave
///   and the list after it asks for a member beyond the end.
/// - **Symptom:** while someone leaves, a message ends with an index out of bounds, and its sender
///   never learns how many got it.
/// - **Caught by:** race tests (an index is out of bounds), the engine, the stepper.
/// - **Fix:** change and read list and count in one locked block, or do without the count.
/// - **Notice:** every access to the list is locked and every access to the count is atomic, so a
///   tool that looks for unguarded accesses finds nothing. Values that change together must be
///   locked together.
@Strategy(
        name = "unsafe-count",
        technique = "synchronized list and an atomic count beside it",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
@BugCard(
        bug = "multi-variable atomicity violation",
        family = Family.ATOMICITY_VIOLATION,
        breaks = DELIVERY,
        twin = "synchronized",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER})
public final class UnsafeCountBroadcast<M> implements BroadcastStrategy<M> {
    /// Its own monitor is the lock, as `Collections.synchronizedList` specifies.
    private final List<Subscriber<M>> members = Collections.synchronizedList(new ArrayList<>());

    /// The size of `members`. Atomic, but only by itself.
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        synchronized (members) {
            for (var member : members) {
                if (member == subscriber) return false;
            }
            members.add(subscriber);
        }
        count.incrementAndGet();
        return true;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        synchronized (members) {
            if (!members.removeIf(member -> member == subscriber)) return false;
        }
        count.decrementAndGet();
        return true;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int size = count.get();
        synchronized (members) {
            int taken = 0;
            for (int i = 0; i < size; i++) {
                var member = members.get(i);
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        synchronized (members) {
            return new ArrayList<>(members);
        }
    }
}
