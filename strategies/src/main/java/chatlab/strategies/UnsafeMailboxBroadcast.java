package chatlab.strategies;

import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/// BROKEN ON PURPOSE: puts the first request into an empty mailbox by a plain write.
///
/// - **Breaks:** the sender order, and everything else that rests on having only one owner.
/// - **Because:** a plain write is not visible to other threads before they look, and it does not
///   check what they have written in between. So two senders find the mailbox empty, and both
///   become owner. One request is overwritten. The other is taken by the wrong owner, so its sender
///   finds nothing to serve and returns, and its next message overtakes the one that is still on
///   its way.
/// - **Symptom:** rarely, someone's second message is read before the first, or nobody gets the
///   first.
/// - **Caught by:** race tests (the later message comes first, or one is missing), the engine.
/// - **Fix:** fill the mailbox by compare-and-set, whether it is empty or not.
/// - **Notice:** "nobody is here, so nobody can interfere" is an argument about the past. With more
///   than two threads, a waiting sender may also be forgotten for good.
@Strategy(
        name = "unsafe-mailbox",
        technique = "one owner and a mailbox, first request handed over by a plain write",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
@BugCard(
        bug = "missing publication order",
        family = Family.VISIBILITY,
        breaks = SENDER_ORDER,
        twin = "actor",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE})
public final class UnsafeMailboxBroadcast<M> implements BroadcastStrategy<M> {
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
            if (newest == null) {
                mailbox.setPlain(request);
                return true;
            }
            if (mailbox.compareAndSet(newest, request)) return false;
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
