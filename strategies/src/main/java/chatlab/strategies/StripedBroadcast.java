package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Spreads the members over several immutable arrays, so that a join copies only one of them.
///
/// - **Guarantee:** everyone who stays gets the message once; of those who come or go meanwhile,
///   some may.
/// - **Invariant:** a subscriber is only ever in the stripe that its identity hash chooses, and an
///   array never changes after it is published.
/// - **Progress:** `broadcast` is wait-free if `deliver` is; `join` and `leave` are lock-free, and
///   get in each other's way only within a stripe.
/// - **Cost:** broadcast, one volatile read per stripe and n deliveries; join or leave, a copy of n
///   / [#STRIPES] references.
/// - **Notice:** each stripe is a snapshot, all of them together are none: they are read one after
///   another. For lock striping see Goetz et al., "Java Concurrency in Practice", 11.4.3.
@Strategy(
        name = "striped",
        technique = "several immutable arrays, each replaced by compare-and-set",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        },
        progress = "broadcast is wait-free; join and leave are lock-free",
        advice =
                "very many members who come and go, and broadcasts must stay nearly as fast as"
                        + " cow's")
public final class StripedBroadcast<M> implements BroadcastStrategy<M> {
    /// A power of two. More make joins cheaper, and broadcasts to few members dearer.
    private static final int STRIPES = 8;

    private static final Subscriber<?>[] NOBODY = {};

    /// Atomic, so that a reader sees all of an array's slots, and a writer replaces exactly the
    /// array it has copied.
    private final AtomicReferenceArray<Subscriber<M>[]> stripes =
            new AtomicReferenceArray<>(emptyStripes());

    @Override
    public boolean join(Subscriber<M> subscriber) {
        int stripe = stripeOf(subscriber);
        while (true) {
            var before = stripes.get(stripe);
            if (indexOf(subscriber, before) >= 0) return false;
            var after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = subscriber;
            if (stripes.compareAndSet(stripe, before, after)) return true; // linearization point
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        int stripe = stripeOf(subscriber);
        while (true) {
            var before = stripes.get(stripe);
            int index = indexOf(subscriber, before);
            if (index < 0) return false;
            var after = Arrays.copyOf(before, before.length - 1);
            System.arraycopy(before, index + 1, after, index, after.length - index);
            if (stripes.compareAndSet(stripe, before, after)) return true; // linearization point
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            for (var member : stripes.get(stripe)) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        var copy = new ArrayList<Subscriber<M>>();
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            copy.addAll(Arrays.asList(stripes.get(stripe)));
        }
        return copy;
    }

    private static int stripeOf(Subscriber<?> subscriber) {
        return System.identityHashCode(subscriber) & (STRIPES - 1);
    }

    private static <M> int indexOf(Subscriber<M> subscriber, Subscriber<M>[] members) {
        for (int i = 0; i < members.length; i++) {
            if (members[i] == subscriber) return i;
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // an empty array holds nothing of a wrong type
    private static <M> Subscriber<M>[][] emptyStripes() {
        var empty = new Subscriber<?>[STRIPES][];
        Arrays.fill(empty, NOBODY);
        return (Subscriber<M>[][]) empty;
    }
}
