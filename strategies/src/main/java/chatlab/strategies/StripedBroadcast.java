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
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Spreads the members over several immutable arrays, so that a join copies only one of them.
///
/// - **Guarantee:** every subscriber who stays gets the message once; of those who join or leave
///   meanwhile, some may get it.
/// - **Invariant:** a subscriber is only ever in the stripe that its identity hash selects; an
///   array never changes after it is published; no subscriber joins or leaves while the stripes are
///   being doubled.
/// - **Progress:** `broadcast` is wait-free if `deliver` is; `join` and `leave` are lock-free and
///   interfere only within a stripe, except that both block while the stripes are being doubled.
/// - **Cost:** broadcast, one volatile read per stripe and n deliveries; join or leave, a copy of
///   one stripe, whose length is bounded; now and then, a join that copies all n references.
/// - **Notice:** each stripe is a snapshot, but all stripes together are not: they are read one
///   after another. On lock striping see Goetz et al., "Java Concurrency in Practice", 11.4.3.
/// - **When:** very many members who come and go, and broadcasts must stay nearly as fast as those
///   of `cow`.
@Strategy(
        name = "striped",
        technique = "several immutable arrays, each replaced by compare-and-set",
        guarantees = {
            MEMBERSHIP, DELIVERY, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class StripedBroadcast<M> implements BroadcastStrategy<M> {
    /// A longer stripe triggers doubling. A smaller limit makes joins cheaper and broadcasts more
    /// expensive.
    private static final int FULL = 256;

    /// Ends the doubling if too many subscribers have similar hashes.
    private static final int MOST_STRIPES = 1 << 12;

    private static final Subscriber<?>[] NOBODY = {};

    /// Shared by calls that change a stripe; exclusive for the call that doubles the stripes. Never
    /// held while a subscriber is called.
    private final ReadWriteLock doubling = new ReentrantReadWriteLock();

    /// Its length is a power of two. Volatile, so that a broadcast finds it without the lock;
    /// written only under the exclusive lock. Its elements are atomic, so that a reader sees all
    /// slots of an array and a writer replaces exactly the array it has copied.
    private volatile AtomicReferenceArray<Subscriber<M>[]> stripes = emptyStripes(2);

    @Override
    public boolean join(Subscriber<M> subscriber) {
        int size;
        doubling.readLock().lock();
        try {
            size = add(subscriber, stripes);
        } finally {
            doubling.readLock().unlock();
        }
        if (size > FULL) doubleStripes();
        return size > 0;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        doubling.readLock().lock();
        try {
            return remove(subscriber, stripes);
        } finally {
            doubling.readLock().unlock();
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        var stripes = this.stripes;
        int taken = 0;
        for (int stripe = 0; stripe < stripes.length(); stripe++) {
            for (var member : stripes.get(stripe)) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        var stripes = this.stripes;
        var copy = new ArrayList<Subscriber<M>>();
        for (int stripe = 0; stripe < stripes.length(); stripe++) {
            copy.addAll(Arrays.asList(stripes.get(stripe)));
        }
        return copy;
    }

    /// @return the new size of its stripe, or 0 if the subscriber was in already
    private static <M> int add(
            Subscriber<M> subscriber, AtomicReferenceArray<Subscriber<M>[]> stripes) {
        int stripe = stripeOf(subscriber, stripes.length());
        while (true) {
            var before = stripes.get(stripe);
            if (indexOf(subscriber, before) >= 0) return 0;
            var after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = subscriber;
            if (stripes.compareAndSet(stripe, before, after)) { // linearization point
                return after.length;
            }
        }
    }

    private static <M> boolean remove(
            Subscriber<M> subscriber, AtomicReferenceArray<Subscriber<M>[]> stripes) {
        int stripe = stripeOf(subscriber, stripes.length());
        while (true) {
            var before = stripes.get(stripe);
            int index = indexOf(subscriber, before);
            if (index < 0) return false;
            var after = Arrays.copyOf(before, before.length - 1);
            System.arraycopy(before, index + 1, after, index, after.length - index);
            if (stripes.compareAndSet(stripe, before, after)) return true; // linearization point
        }
    }

    /// A broadcast in progress continues with the old stripes, which no longer change.
    private void doubleStripes() {
        doubling.writeLock().lock();
        try {
            var before = stripes;
            int count = before.length();
            if (count == MOST_STRIPES || longest(before) <= FULL)
                return; // another thread was faster
            AtomicReferenceArray<Subscriber<M>[]> after = emptyStripes(2 * count);
            for (int stripe = 0; stripe < count; stripe++) {
                for (var member : before.get(stripe)) add(member, after);
            }
            stripes = after;
        } finally {
            doubling.writeLock().unlock();
        }
    }

    private static <M> int longest(AtomicReferenceArray<Subscriber<M>[]> stripes) {
        int longest = 0;
        for (int stripe = 0; stripe < stripes.length(); stripe++) {
            longest = Math.max(longest, stripes.get(stripe).length);
        }
        return longest;
    }

    /// Mixes the upper bits of the hash into the lower ones, as the JDK's HashMap does.
    private static int stripeOf(Subscriber<?> subscriber, int stripes) {
        int hash = System.identityHashCode(subscriber);
        return (hash ^ hash >>> 16) & (stripes - 1);
    }

    private static <M> int indexOf(Subscriber<M> subscriber, Subscriber<M>[] members) {
        for (int i = 0; i < members.length; i++) {
            if (members[i] == subscriber) return i;
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // a new array holds no element of a wrong type
    private static <M> AtomicReferenceArray<Subscriber<M>[]> emptyStripes(int count) {
        var empty = new Subscriber<?>[count][];
        Arrays.fill(empty, NOBODY);
        return new AtomicReferenceArray<>((Subscriber<M>[][]) empty);
    }
}
