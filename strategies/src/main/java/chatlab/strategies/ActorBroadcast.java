package chatlab.strategies;

import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
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

/// Lets one owner at a time touch the members; all other threads send it requests and wait for
/// replies.
///
/// - **Guarantee:** requests are served one by one in the order sent, so all operations take effect
///   in one order that all subscribers see.
/// - **Invariant:** only the owner touches `members`. The owner is the thread that put the first
///   request into an empty `mailbox`, until that thread leaves the mailbox empty again.
/// - **Progress:** blocking; a sender waits for all requests before its own, and one thread serves
///   the others.
/// - **Cost:** three atomic updates without contention; under contention one thread does the work
///   of all, with the members in its cache, while the others sleep.
/// - **Notice:** the owner is one of the callers, as an actor's thread is one of a pool: it may
///   have to serve others for a while, and `deliver` may run on another thread than its sender's. A
///   `deliver` that calls back sends a request to itself and waits forever. Also known as flat
///   combining (Hendler et al., SPAA 2010).
/// - **When:** all subscribers must see one order, and many threads call at once; deliveries are
///   short and never call back.
@Strategy(
        name = "actor",
        technique = "one owner and a mailbox, messages instead of locks",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
public final class ActorBroadcast<M> implements BroadcastStrategy<M> {
    /// In the mailbox it means: there is an owner, and it has taken all earlier requests.
    private static final Request TAKEN = new Request(() -> 0);

    /// Null if empty, else the requests not yet taken, newest first. Atomic: the thread that fills
    /// the empty mailbox becomes the owner and sees all that earlier owners did to `members`.
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
        } while (!mailbox.compareAndSet(TAKEN, null)); // releases `members` to the next owner
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
    /// Its fields belong to the sender until it is sent, and then to the owner. Setting `served`
    /// under the monitor hands the reply to the sender.
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

        /// A failure goes to the sender, and the owner continues.
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

        /// An interrupt does not end the wait; the caller finds its interrupt status set.
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
