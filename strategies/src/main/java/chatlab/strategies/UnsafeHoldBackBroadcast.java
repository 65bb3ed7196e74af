package chatlab.strategies;

import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// BROKEN ON PURPOSE: notes whom a broadcast has reached after the delivery instead of before it.
///
/// - **Breaks:** the causal order.
/// - **Because:** a subscriber may answer as soon as `deliver` has handed it the message. If the
///   note is not there yet, the answer does not know that it has something to wait for, and
///   overtakes the question.
/// - **Symptom:** someone reads the answer first and then the question.
/// - **Caught by:** race tests (an answer before its question), the engine, the stepper.
/// - **Fix:** note it before the delivery. A note that is too early costs a short wait; one that is
///   too late costs the order.
/// - **Notice:** one thread alone, and any two that send at once without answering, see nothing
///   wrong. In a chat the answer comes over the network, and the note is nearly always there first.
@Strategy(
        name = "unsafe-hold-back",
        technique = "CopyOnWriteArrayList, an answer waits if its question was noted in time",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            SENDER_ORDER, CAUSAL_ORDER, FAILURE_ISOLATION,
            REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "order violation: published after use",
        family = Family.ORDER_VIOLATION,
        breaks = CAUSAL_ORDER,
        twin = "hold-back",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER})
public final class UnsafeHoldBackBroadcast<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    /// The broadcasts under way. Each looks at all others before it begins.
    private final CopyOnWriteArrayList<Round<M>> rounds = new CopyOnWriteArrayList<>();

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
        for (var member : members) {
            if (member == subscriber) return false;
        }
        return members.add(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.removeIf(member -> member == subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        var questions = new ArrayList<Round<M>>();
        for (var round : rounds) {
            if (round.thread == Thread.currentThread()) round.deliver();
            else if (round.hasReached(sender)) questions.add(round);
        }
        var round = new Round<>(message, sender, List.copyOf(members), questions);
        rounds.add(round);
        round.deliver();
        rounds.remove(round);
        return round.taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }

    /// One broadcast. Its own thread delivers; other threads ask how far it is.
    private static final class Round<M> {
        final Thread thread = Thread.currentThread();
        private final M message;
        private final Subscriber<M> sender;
        private final List<Subscriber<M>> receivers;

        /// What the sender had got, and others may still have to get.
        private final List<Round<M>> questions;

        // Confined to its thread. A field, because a call from inside `deliver` goes on with it.
        private int next;
        private int taken;

        /// Volatile: another thread asks whether its sender has been reached.
        private volatile int reached;

        /// Guarded by the monitor.
        private int done;

        Round(
                M message,
                Subscriber<M> sender,
                List<Subscriber<M>> receivers,
                List<Round<M>> questions) {
            this.message = message;
            this.sender = sender;
            this.receivers = receivers;
            this.questions = questions;
        }

        /// Delivers to all who are left.
        void deliver() {
            while (next < receivers.size()) {
                int place = next++;
                var receiver = receivers.get(place);
                if (receiver == sender) continue;
                for (var question : questions) question.awaitDelivery(receiver, place);
                if (Delivery.attempt(receiver, message)) taken++;
                reached = place + 1;
                ends(place);
            }
        }

        /// A call from inside `deliver` may be further than the call around it.
        private synchronized void ends(int place) {
            done = Math.max(done, place + 1);
            notifyAll();
        }

        boolean hasReached(Subscriber<M> subscriber) {
            return place(subscriber, 0) < reached;
        }

        /// Waits until a subscriber has got the message, if it gets it at all. An interrupt does
        /// not end the wait; the caller finds its interrupt status set.
        ///
        /// @param guess where the subscriber probably is
        synchronized void awaitDelivery(Subscriber<M> subscriber, int guess) {
            int place = subscriber == sender ? receivers.size() : place(subscriber, guess);
            boolean interrupted = false;
            while (place < receivers.size() && place >= done) {
                try {
                    wait();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }

        /// The subscriber's place among the receivers; their number if it is none of them.
        private int place(Subscriber<M> subscriber, int guess) {
            if (guess < receivers.size() && receivers.get(guess) == subscriber) return guess;
            int place = 0;
            while (place < receivers.size() && receivers.get(place) != subscriber) place++;
            return place;
        }
    }
}
