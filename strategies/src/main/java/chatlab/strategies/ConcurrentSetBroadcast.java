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

/// Keeps the members in the JDK's concurrent set and walks it while it changes.
///
/// - **Guarantee:** everyone who stays gets the message once; of those who come or go meanwhile,
///   some may.
/// - **Invariant:** a broadcast delivers to no membership that began after it did.
/// - **Progress:** `broadcast` waits for nobody if `deliver` does not; `join` and `leave` block
///   only those whose subscribers fall into the same bin of the table.
/// - **Cost:** join and leave in constant time, without a copy; a broadcast walks a table that is
///   larger than its members and lies scattered.
/// - **Notice:** weakly consistent iteration is no snapshot: while the walk is under way one may
///   join behind it and another leave in front of it, and neither gets the message. And who leaves
///   and joins again meanwhile would be met twice, were it not for `number`.
@Strategy(
        name = "concurrent-set",
        technique = "ConcurrentHashMap key set, walked while it changes",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        },
        progress = "broadcast waits for nobody; join and leave block within a bin",
        advice = "very many members who come and go, and no message needs one instant's members")
public final class ConcurrentSetBroadcast<M> implements BroadcastStrategy<M> {
    private final Set<Member<M>> members = ConcurrentHashMap.newKeySet();

    /// Numbers the memberships in the order in which they begin. Atomic: no two have one number.
    private final AtomicLong joins = new AtomicLong();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        var member = new Member<>(subscriber);
        if (!members.add(member)) return false;
        member.number = joins.incrementAndGet(); // only now: an earlier membership has ended
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

    /// One membership; equal to another if it is of the very same subscriber.
    private static final class Member<M> {
        final Subscriber<M> subscriber;

        /// Beyond all numbers while it joins. Volatile: written by who joins, read by broadcasts.
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
