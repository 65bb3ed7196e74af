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

/// BROKEN ON PURPOSE: checks for its reply, and only then begins to wait for it.
///
/// - **Breaks:** no guarantee while it runs, but a call may never return.
/// - **Because:** the owner may reply between the check and the wait. Its `notifyAll` wakes only
///   threads that are already waiting, and leaves no trace for later ones. The sender then waits
///   for a signal that has already passed.
/// - **Symptom:** someone's message reaches everybody, but their own client freezes.
/// - **Caught by:** the watchdog, which calls from two threads until a JVM hangs; the engine; the
///   stepper; the swarm; and Error Prone, which only reads the code.
/// - **Fix:** check under the monitor, in a loop around the wait.
/// - **Notice:** the check must be made under the monitor, so that no reply can come in between,
///   and again after each wake-up, since a wait may end for no reason (`Object.wait` says so).
@Strategy(
        name = "unsafe-signal",
        technique = "one owner and a mailbox, a reply awaited without looking twice",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
@BugCard(
        bug = "lost wake-up",
        family = Family.LIVENESS,
        breaks = {},
        twin = "actor",
        shownBy = {Tool.WATCHDOG, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
public final class UnsafeSignalBroadcast<M> implements BroadcastStrategy<M> {
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

        /// Volatile: it is read without the monitor.
        private volatile boolean served;

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

        /// An interrupt ends the wait; the caller finds its interrupt status set.
        @SuppressWarnings("WaitNotInLoop") // Error Prone sees the bug
        void awaitReply() {
            if (served) return;
            synchronized (this) {
                try {
                    wait();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        int reply() {
            if (failure != null) throw new IllegalStateException("the owner failed", failure);
            return answer;
        }
    }
}
