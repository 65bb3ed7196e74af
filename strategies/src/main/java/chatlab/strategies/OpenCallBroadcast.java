package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Copies the list under its lock and delivers outside it: an open call, made with no lock held.
///
/// - **Guarantee:** every subscriber who stays gets the message; a subscriber who has left gets
///   nothing more.
/// - **Invariant:** a member's `entered` counts its deliveries that may not have begun yet; no
///   delivery enters once `left` is set.
/// - **Progress:** all calls block, but only for moments; `leave` also waits for the deliveries to
///   its own subscriber.
/// - **Cost:** a copy of n references per broadcast, and two short locks per delivery.
/// - **Notice:** a broadcast skips a member who has left since the copy was made, so the receivers
///   are not the members at one instant: without a lock, `QUIET_LEAVE` costs `SNAPSHOT`. On open
///   calls see Goetz et al., "Java Concurrency in Practice", 10.1.4.
/// - **When:** deliveries may block or call back, and no message must arrive after a leave.
@Strategy(
        name = "open-call",
        technique = "copy under the lock, deliver outside it",
        guarantees = {
            MEMBERSHIP, DELIVERY, QUIET_LEAVE, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
public final class OpenCallBroadcast<M> implements BroadcastStrategy<M> {
    /// Guarded by its own monitor, which is never held while a subscriber is called.
    private final List<Member<M>> members = new ArrayList<>();

    /// The deliveries that this thread is making, innermost first: a `deliver` may itself
    /// broadcast.
    private final ThreadLocal<@Nullable Call<M>> calls = new ThreadLocal<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        synchronized (members) {
            if (find(subscriber) != null) return false;
            return members.add(new Member<>(subscriber));
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        Member<M> member;
        synchronized (members) {
            member = find(subscriber);
            if (member == null) return false;
            members.remove(member);
        }
        // A thread that leaves from inside a delivery has begun that delivery, so no leave needs to
        // wait for it. Otherwise this leave would wait for itself, and two could wait for each
        // other.
        for (var call = calls.get(); call != null; call = call.outer) call.begun();
        member.leaveQuietly();
        return true;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        List<Member<M>> copy;
        synchronized (members) {
            copy = List.copyOf(members);
        }
        int taken = 0;
        for (var member : copy) {
            if (member.subscriber != sender && delivered(member, message)) taken++;
        }
        return taken;
    }

    private boolean delivered(Member<M> member, M message) {
        if (!member.enter()) return false;
        var outer = calls.get();
        var call = new Call<>(member, outer);
        calls.set(call);
        try {
            return Delivery.attempt(member.subscriber, message);
        } finally {
            call.begun();
            if (outer == null) calls.remove();
            else calls.set(outer);
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        synchronized (members) {
            var copy = new ArrayList<Subscriber<M>>(members.size());
            for (var member : members) copy.add(member.subscriber);
            return copy;
        }
    }

    private @Nullable Member<M> find(Subscriber<M> subscriber) {
        for (var member : members) {
            if (member.subscriber == subscriber) return member;
        }
        return null;
    }

    /// One membership, from a join to the leave that ends it. Its monitor guards its fields.
    private static final class Member<M> {
        final Subscriber<M> subscriber;
        private int entered;
        private boolean left;

        Member(Subscriber<M> subscriber) {
            this.subscriber = subscriber;
        }

        synchronized boolean enter() {
            if (left) return false;
            entered++;
            return true;
        }

        synchronized void exit() {
            if (--entered == 0) notifyAll();
        }

        /// Returns once no delivery can begin any more. An interrupt does not end the wait; the
        /// caller finds its interrupt status set.
        synchronized void leaveQuietly() {
            left = true;
            boolean interrupted = false;
            while (entered > 0) {
                try {
                    wait();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /// One delivery, confined to the thread that makes it.
    private static final class Call<M> {
        private final Member<M> member;
        final @Nullable Call<M> outer;
        private boolean begun;

        Call(Member<M> member, @Nullable Call<M> outer) {
            this.member = member;
            this.outer = outer;
        }

        void begun() {
            if (begun) return;
            begun = true;
            member.exit();
        }
    }
}
