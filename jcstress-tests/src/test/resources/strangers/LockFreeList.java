import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicMarkableReference;

/// Correct: a linked list without locks, after Harris and Michael; a leaving entry is marked, then
/// unlinked.
@Strategy(
        name = "lock-free-list",
        technique = "a stranger to the race tests",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class LockFreeList<M> implements BroadcastStrategy<M> {
    private static final class Node<M> {
        final Subscriber<M> member;
        final AtomicMarkableReference<Node<M>> next = new AtomicMarkableReference<>(null, false);

        Node(Subscriber<M> member) {
            this.member = member;
        }
    }

    private final Node<M> head = new Node<>(null);

    @Override
    public boolean join(Subscriber<M> subscriber) {
        Node<M> node = new Node<>(subscriber);
        retry:
        while (true) {
            Node<M> before = head;
            Node<M> at = before.next.getReference();
            while (true) {
                if (at == null) {
                    if (before.next.compareAndSet(null, node, false, false)) return true;
                    continue retry;
                }
                boolean[] gone = {false};
                Node<M> after = at.next.get(gone);
                if (gone[0]) {
                    if (!before.next.compareAndSet(at, after, false, false)) continue retry;
                    at = after;
                    continue;
                }
                if (at.member == subscriber) return false;
                before = at;
                at = after;
            }
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        for (Node<M> at = head.next.getReference(); at != null; at = at.next.getReference()) {
            if (at.member != subscriber) continue;
            while (true) {
                boolean[] gone = {false};
                Node<M> after = at.next.get(gone);
                if (gone[0]) break;
                if (at.next.compareAndSet(after, after, false, true)) return true;
            }
        }
        return false;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        Set<Subscriber<M>> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node<M> at = head.next.getReference(); at != null; at = at.next.getReference())
            if (!at.next.isMarked()
                    && at.member != sender
                    && reached.add(at.member)
                    && Delivery.attempt(at.member, message)) taken++;
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        Set<Subscriber<M>> in = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node<M> at = head.next.getReference(); at != null; at = at.next.getReference())
            if (!at.next.isMarked()) in.add(at.member);
        return new ArrayList<>(in);
    }
}
