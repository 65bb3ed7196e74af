package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// BROKEN ON PURPOSE: keeps free slots on a lock-free stack and reuses the same nodes again and
/// again.
///
/// - **Breaks:** membership.
/// - **Because:** a thread that takes the top slot reads its `next` and then replaces the top by
///   it. In between, other threads may take the top, take the next slot, and put the first one
///   back. The top is the same again, so compare-and-set succeeds, but the new top is a slot that a
///   member owns. The next subscriber to join gets that slot too. This is the ABA problem.
/// - **Symptom:** in a channel where people come and go, a member stops getting messages when
///   someone else joins.
/// - **Caught by:** race tests in which members come and go (one of them is missing), the engine,
///   the stepper.
/// - **Fix:** put each free slot on the stack in a new node, or put a counter beside the top
///   (`AtomicStampedReference`), or keep no free slots, as the twin does.
/// - **Notice:** compare-and-set compares the value; it does not see what has happened in between.
///   Unlike its twin, which copies a stripe, this class gives each member a slot of its own; its
///   stripes are only locks that keep a subscriber from joining twice.
@Strategy(
        name = "unsafe-free-slots",
        technique = "slots, the free ones on a Treiber stack of reused nodes",
        guarantees = {
            MEMBERSHIP, DELIVERY, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "ABA",
        family = Family.ATOMICITY_VIOLATION,
        breaks = MEMBERSHIP,
        twin = "striped",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER})
public final class UnsafeFreeSlotsBroadcast<M> implements BroadcastStrategy<M> {
    private static final int STRIPES = 8;

    /// Each is the lock for the subscribers whose identity hash selects it.
    private final Object[] stripes = new Object[STRIPES];

    /// All slots ever made, newest first. Atomic: no new slot gets lost.
    private final AtomicReference<@Nullable Slot<M>> slots = new AtomicReference<>();

    /// The top of the stack of slots without an owner. Atomic, but that is not enough.
    private final AtomicReference<@Nullable Slot<M>> free = new AtomicReference<>();

    /// Numbers the joins, so that a broadcast skips a subscriber who joins while it runs.
    private final AtomicLong joins = new AtomicLong();

    public UnsafeFreeSlotsBroadcast() {
        for (int i = 0; i < STRIPES; i++) stripes[i] = new Object();
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        synchronized (stripeOf(subscriber)) {
            if (find(subscriber) != null) return false;
            settle(subscriber);
            return true;
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        synchronized (stripeOf(subscriber)) {
            var slot = find(subscriber);
            if (slot == null) return false;
            slot.member = null;
            giveBack(slot);
            return true;
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        long last = joins.get();
        int taken = 0;
        for (var slot = slots.get(); slot != null; slot = slot.older) {
            var member = slot.member;
            if (member != null
                    && member.number <= last
                    && member.subscriber != sender
                    && Delivery.attempt(member.subscriber, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        var copy = new ArrayList<Subscriber<M>>();
        for (var slot = slots.get(); slot != null; slot = slot.older) {
            var member = slot.member;
            if (member != null) copy.add(member.subscriber);
        }
        return copy;
    }

    private Object stripeOf(Subscriber<M> subscriber) {
        return stripes[System.identityHashCode(subscriber) & (STRIPES - 1)];
    }

    private @Nullable Slot<M> find(Subscriber<M> subscriber) {
        for (var slot = slots.get(); slot != null; slot = slot.older) {
            var member = slot.member;
            if (member != null && member.subscriber == subscriber) return slot;
        }
        return null;
    }

    /// Gives a subscriber the top free slot, or a new slot if none is free.
    private void settle(Subscriber<M> subscriber) {
        while (true) {
            var top = free.get();
            var next = top == null ? null : top.next;
            var member = new Member<>(subscriber, joins.incrementAndGet());
            if (top == null) top = newSlot();
            else if (!free.compareAndSet(top, next)) continue;
            top.member = member;
            return;
        }
    }

    private void giveBack(Slot<M> slot) {
        do {
            slot.next = free.get();
        } while (!free.compareAndSet(slot.next, slot));
    }

    private Slot<M> newSlot() {
        while (true) {
            var slot = new Slot<>(slots.get());
            if (slots.compareAndSet(slot.older, slot)) return slot;
        }
    }

    private static final class Slot<M> {
        final @Nullable Slot<M> older;

        /// Volatile: its owner writes it, every broadcast reads it.
        volatile @Nullable Member<M> member;

        /// The next free slot, while this one is free.
        @Nullable Slot<M> next;

        Slot(@Nullable Slot<M> older) {
            this.older = older;
        }
    }

    private record Member<M>(Subscriber<M> subscriber, long number) {}
}
