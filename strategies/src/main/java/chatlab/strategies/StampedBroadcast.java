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

/// Copies the members without a lock, then checks whether a writer has interfered.
///
/// - **Guarantee:** a broadcast reaches exactly the members at the time of its copy.
/// - **Invariant:** `members` and `size` change only under the write lock; a copy is used only if
///   no writer held the lock while the copy was made.
/// - **Progress:** blocking, but only for the time of a copy; an optimistic copy writes nothing
///   shared and waits for no thread.
/// - **Cost:** broadcast, two reads of the lock's state and a copy of n references, two copies if a
///   writer interferes; join, a search through n members.
/// - **Notice:** an optimistic reader may see the array of one moment and the size of another.
///   Until it has validated, it must survive whatever it sees: hence `Math.min`.
/// - **When:** few members who join and leave all the time; with many members, `lazy-snapshot`
///   copies less often.
@Strategy(
        name = "stamped",
        technique = "StampedLock, optimistic copy",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
public final class StampedBroadcast<M> implements BroadcastStrategy<M> {
    /// Guards `members` and `size`. It is not reentrant, and is never held while a subscriber is
    /// called.
    private final StampedLock lock = new StampedLock();

    /// The first `size` slots hold the members; the others are null.
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
    @SuppressWarnings("NullAway") // slots beyond the size are null and never read
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

    @SuppressWarnings("unchecked") // a new array holds no element of a wrong type
    private static <M> Subscriber<M>[] slots() {
        return (Subscriber<M>[]) new Subscriber<?>[4];
    }
}
