package chatlab.strategies;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/// Lets one owner at a time touch the members; everybody else sends it requests and awaits replies.
///
/// - **Guarantee:** requests are served one by one in the order they were sent, so whatever
///   happens, happens in one order that all agree on.
/// - **Invariant:** `members` is touched only by the owner. Owner is who put the first request into
///   an empty `mailbox`, until it leaves it empty behind.
/// - **Progress:** blocking; a sender waits for all requests before its own.
/// - **Cost:** three atomic updates when alone; under contention one thread does the work of all,
///   with the members in its cache, and the others sleep.
/// - **Notice:** the owner is one of the callers, as an actor's thread is one of a pool: it may
///   have to serve others for a while, and `deliver` may run on another thread than its sender's. A
///   `deliver` that calls back sends itself a request and waits for ever. Also known as flat
///   combining (Hendler et al., SPAA 2010).
@Strategy(
        name = "actor",
        technique = "one owner and a mailbox, messages instead of locks",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION
        },
        progress = "all block; one thread serves the others",
        advice = "one order for all under contention; deliveries are short and never call back")
public final class ActorBroadcast<M> implements BroadcastStrategy<M> {
    /// In the mailbox it says: there is an owner, and it has taken all that came before.
    private static final Request TAKEN = new Request(() -> 0);

    /// Empty, or the requests not yet taken, newest first. Atomic: who fills the empty mailbox
    /// becomes owner, and sees all that earlier owners did to `members`.
    private final AtomicReference<@Nullable Request> mailbox = new AtomicReference<>();

    private final List<Subscriber<M>> members = new ArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return ask(() -> add(subscriber)) == 1;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return ask(() -> members.removeIf(member -> member == subscriber) ? 1 : 0) == 1;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        return ask(() -> deliver(message, sender));
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        var copy = new ArrayList<Subscriber<M>>();
        ask(() -> copy.addAll(members) ? 1 : 0);
        return copy;
    }

    private int add(Subscriber<M> subscriber) {
        for (var member : members) {
            if (member == subscriber) return 0;
        }
        members.add(subscriber);
        return 1;
    }

    private int deliver(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    private int ask(IntSupplier question) {
        var request = new Request(question);
        if (send(request)) serve();
        else request.awaitReply();
        return request.reply();
    }

    /// Returns true if the mailbox was empty, which makes the sender the owner.
    private boolean send(Request request) {
        while (true) {
            var newest = mailbox.get();
            request.older = newest;
            if (mailbox.compareAndSet(newest, request)) return newest == null;
        }
    }

    private void serve() {
        do {
            var request = oldestFirst(mailbox.getAndSet(TAKEN));
            for (; request != null; request = request.newer) request.serve();
        } while (!mailbox.compareAndSet(TAKEN, null)); // hands over to the next owner
    }

    private static @Nullable Request oldestFirst(@Nullable Request newest) {
        Request first = null;
        for (var request = newest; request != null && request != TAKEN; request = request.older) {
            request.newer = first;
            first = request;
        }
        return first;
    }

    /// A question to the owner, and its reply.
    ///
    /// All belongs to the sender until it is sent, and to the owner from then on, until `served`,
    /// set under the monitor, hands the reply to the sender.
    private static final class Request {
        private final IntSupplier question;
        @Nullable Request older;
        @Nullable Request newer;
        private int answer;
        private @Nullable Throwable failure;
        private boolean served;

        Request(IntSupplier question) {
            this.question = question;
        }

        /// A failure goes to the one who asked, and the owner serves on.
        void serve() {
            try {
                answer = question.getAsInt();
            } catch (Throwable e) {
                failure = e;
            }
            synchronized (this) {
                served = true;
                notifyAll();
            }
        }

        /// An interrupt is kept for the caller.
        synchronized void awaitReply() {
            boolean interrupted = false;
            while (!served) {
                try {
                    wait();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }

        int reply() {
            if (failure != null) throw new IllegalStateException("the owner failed", failure);
            return answer;
        }
    }
}
