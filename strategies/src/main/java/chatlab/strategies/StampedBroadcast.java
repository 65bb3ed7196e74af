package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.StampedLock;

/// Copies the members without any lock, and asks afterwards whether a writer came in between.
///
/// - **Guarantee:** a broadcast reaches exactly those who are in while it makes its copy.
/// - **Invariant:** `members` and `size` change only under the write lock; a copy is used only if
///   no writer held it while the copy was made.
/// - **Progress:** blocking, but only for the time of a copy; an optimistic copy writes nothing
///   shared and waits for nobody.
/// - **Cost:** broadcast, two reads of the lock's word and a copy of n references, two copies if a
///   writer interferes; join, a look at n members.
/// - **Notice:** an optimistic reader may see an array of one moment and a size of another. It must
///   survive whatever it sees until it has validated: hence `Math.min`.
@Strategy(
        name = "stamped",
        technique = "StampedLock, optimistic copy",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        },
        progress = "all block for the time of a copy",
        advice =
                "few members who come and go all the time; with many, lazy-snapshot copies less"
                        + " often")
public final class StampedBroadcast<M> implements BroadcastStrategy<M> {
    /// Guards `members` and `size`. It is not reentrant, and never held while calling a subscriber.
    private final StampedLock lock = new StampedLock();

    /// The first `size` slots are taken, the others are null.
    private Subscriber<M>[] members = slots();

    private int size;

    @Override
    public boolean join(Subscriber<M> subscriber) {
        long stamp = lock.writeLock();
        try {
            if (indexOf(subscriber) >= 0) return false;
            if (size == members.length) members = Arrays.copyOf(members, 2 * size);
            members[size++] = subscriber;
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // a slot beyond the size is null, and nobody looks there
    public boolean leave(Subscriber<M> subscriber) {
        long stamp = lock.writeLock();
        try {
            int index = indexOf(subscriber);
            if (index < 0) return false;
            size--;
            System.arraycopy(members, index + 1, members, index, size - index);
            members[size] = null;
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : copy()) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(Arrays.asList(copy()));
    }

    private Subscriber<M>[] copy() {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            var seen = members;
            var copy = Arrays.copyOf(seen, Math.min(size, seen.length));
            if (lock.validate(stamp)) return copy;
        }
        stamp = lock.readLock();
        try {
            return Arrays.copyOf(members, size);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private int indexOf(Subscriber<M> subscriber) {
        for (int i = 0; i < size; i++) {
            if (members[i] == subscriber) return i;
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // an empty array holds nothing of a wrong type
    private static <M> Subscriber<M>[] slots() {
        return (Subscriber<M>[]) new Subscriber<?>[4];
    }
}
