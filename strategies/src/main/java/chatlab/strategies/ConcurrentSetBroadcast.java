package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps the members in the JDK's concurrent set and walks the set while it changes.
///
/// - **Guarantee:** every subscriber who stays gets the message once; of those who join or leave
///   meanwhile, some may get it.
/// - **Invariant:** a broadcast delivers to no membership that began after the broadcast did.
/// - **Progress:** `broadcast` waits for no thread if `deliver` does not; `join` and `leave` block
///   only calls whose subscribers fall into the same bin of the table.
/// - **Cost:** join and leave take constant time and copy nothing; a broadcast walks a table that
///   is larger than its members and scattered in memory.
/// - **Notice:** weakly consistent iteration is not a snapshot: during the walk one subscriber may
///   join behind it and another leave in front of it, and neither gets the message. A subscriber
///   who leaves and joins again during the walk would be met twice; `number` prevents this.
/// - **When:** very many members who come and go, and no message needs the members of one instant.
@Strategy(
        name = "concurrent-set",
        technique = "ConcurrentHashMap key set, walked while it changes",
        guarantees = {
            MEMBERSHIP, DELIVERY, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class ConcurrentSetBroadcast<M> implements BroadcastStrategy<M> {
    private final Set<Member<M>> members = ConcurrentHashMap.newKeySet();

    /// Numbers the memberships in the order in which they begin. Atomic: no two have the same
    /// number.
    private final AtomicLong joins = new AtomicLong();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        var member = new Member<>(subscriber);
        if (!members.add(member)) return false;
        member.number =
                joins.incrementAndGet(); // after the add, so an earlier membership has ended
        return true;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.remove(new Member<>(subscriber));
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        long last = joins.get();
        int taken = 0;
        for (var member : members) {
            if (member.number <= last
                    && member.subscriber != sender
                    && Delivery.attempt(member.subscriber, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        var copy = new ArrayList<Subscriber<M>>();
        for (var member : members) copy.add(member.subscriber);
        return copy;
    }

    /// One membership; equal to any other membership of the same subscriber.
    private static final class Member<M> {
        final Subscriber<M> subscriber;

        /// The largest of all until the join has a number. Volatile: a join writes it, broadcasts
        /// read it.
        volatile long number = Long.MAX_VALUE;

        Member(Subscriber<M> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Member<?> member && member.subscriber == subscriber;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(subscriber);
        }
    }
}
