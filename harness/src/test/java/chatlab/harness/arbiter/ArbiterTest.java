package chatlab.harness.arbiter;

import static chatlab.harness.arbiter.Anomaly.ANSWERED_EARLY;
import static chatlab.harness.arbiter.Anomaly.BAD_LIST;
import static chatlab.harness.arbiter.Anomaly.BROADCAST_THREW;
import static chatlab.harness.arbiter.Anomaly.CONTRADICTION;
import static chatlab.harness.arbiter.Anomaly.DISAGREED;
import static chatlab.harness.arbiter.Anomaly.DOUBLED;
import static chatlab.harness.arbiter.Anomaly.ECHO;
import static chatlab.harness.arbiter.Anomaly.GHOST;
import static chatlab.harness.arbiter.Anomaly.HALF_IN;
import static chatlab.harness.arbiter.Anomaly.JOIN_THREW;
import static chatlab.harness.arbiter.Anomaly.LATE;
import static chatlab.harness.arbiter.Anomaly.LOST;
import static chatlab.harness.arbiter.Anomaly.MISCOUNTED;
import static chatlab.harness.arbiter.Anomaly.MISSED;
import static chatlab.harness.arbiter.Anomaly.NEVER_TOGETHER;
import static chatlab.harness.arbiter.Anomaly.NULL_SLOT;
import static chatlab.harness.arbiter.Anomaly.OVERTAKEN;
import static chatlab.harness.arbiter.Anomaly.TWICE;
import static chatlab.harness.arbiter.Anomaly.UNFINISHED;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.harness.scenario.Driver;
import chatlab.harness.scenario.Operation;
import chatlab.harness.scenario.Operation.Broadcast;
import chatlab.harness.scenario.RecordedHistory;
import chatlab.harness.scenario.RecordedHistory.Open;
import chatlab.harness.scenario.Scenario;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

class ArbiterTest {

    /// As in a race test: what overlaps may have happened in any order.
    @Nested
    class WithTheOrderOfEachThread {
        @Test
        void aCorrectRunIsFine() {
            var run = new TwoThreads(2, 1).ends(2).sends(1, 0, 1);
            run.ann.add(Call.list(List.of(0, 1)));
            run.bob.add(Call.join(2, true));
            run.bob.add(Call.leave(2, true));
            run.bob.add(Call.leave(2, false));
            run.bob.add(Call.join(2, true));

            assertThat(run.anomalies()).isEmpty();
        }

        @Test
        void aSubscriberThatJoinedAndIsNotInIsLost() {
            var joined = new TwoThreads(1, 1);
            joined.ann.add(Call.join(1, true));
            var always = new TwoThreads(2, 0).endsWithout(1);

            assertThat(joined.anomalies()).containsExactly(LOST);
            assertThat(always.anomalies()).containsExactly(LOST);
        }

        @Test
        void aSubscriberThatLeftAndIsInIsAGhost() {
            var run = new TwoThreads(2, 0);
            run.ann.add(Call.leave(0, true));

            assertThat(run.anomalies()).containsExactly(GHOST);
            assertThat(new TwoThreads(1, 0).listed("a stranger").anomalies()).contains(GHOST);
        }

        @Test
        void aMemberThatIsInTwiceIsDoubled() {
            assertThat(new TwoThreads(1, 0).listed(0).anomalies()).containsExactly(DOUBLED);
            assertThat(new TwoThreads(1, 0).ends(0).anomalies()).containsExactly(DOUBLED);
        }

        @Test
        void aNullInTheListIsSeen() {
            assertThat(new TwoThreads(1, 0).listed(null).anomalies()).containsExactly(NULL_SLOT);
        }

        @Test
        void aListedMemberMustBeReached() {
            var run = new TwoThreads(0, 1).listed(0);
            run.ann.add(Call.join(0, true));
            run.bob.add(Call.leave(0, true));

            assertThat(run.anomalies()).containsExactly(HALF_IN);
        }

        @Test
        void onlyOneOfTwoJoinsOfTheSameSubscriberMayReturnTrue() {
            var run = new TwoThreads(0, 1).ends(0);
            run.ann.add(Call.join(0, true));
            run.bob.add(Call.join(0, true));

            assertThat(run.anomalies()).containsExactly(CONTRADICTION);
        }

        @Test
        void aSubscriberThatOnlyJoinedIsLostEvenIfItsJoinReturnedFalse() {
            var run = new TwoThreads(0, 1);
            run.ann.add(Call.join(0, false));

            assertThat(run.anomalies()).containsExactly(LOST);
        }

        @Test
        void aJoinAndALeaveOfTheSameSubscriberMayRunInEitherOrder() {
            var run = new TwoThreads(0, 1).ends(0);
            run.bob.add(Call.leave(0, false));
            run.ann.add(Call.join(0, true));

            assertThat(run.anomalies()).isEmpty();
        }

        @Test
        void anExceptionIsSeen() {
            var joining = new TwoThreads(0, 1);
            joining.ann.add(Call.threw(Call.Kind.JOIN, 0, 0, new IllegalStateException()));
            var sending = new TwoThreads(1, 0);
            sending.ann.add(Call.threw(Call.Kind.BROADCAST, -1, 1, new IllegalStateException()));

            assertThat(joining.anomalies()).containsExactly(JOIN_THREW);
            assertThat(sending.anomalies()).startsWith(BROADCAST_THREW);
        }

        @Test
        void aListWithoutAMemberThatStaysIsBad() {
            var staying = new TwoThreads(1, 0);
            staying.ann.add(Call.list(List.of()));
            var leaving = new TwoThreads(1, 0).endsWithout(0);
            leaving.ann.add(Call.list(List.of()));
            leaving.bob.add(Call.leave(0, true));
            var twice = new TwoThreads(1, 0);
            twice.ann.add(Call.list(List.of(0, 0)));

            assertThat(staying.anomalies()).containsExactly(BAD_LIST);
            assertThat(leaving.anomalies()).isEmpty();
            assertThat(twice.anomalies()).containsExactly(BAD_LIST);
        }

        @Test
        void aMemberThatStaysMustGetTheMessageOnce() {
            var missed = new TwoThreads(3, 0).sends(1, 0, 1);
            var twice = new TwoThreads(3, 0).sends(1, 0, 1, 2, 2);

            assertThat(missed.anomalies()).containsExactly(MISSED);
            assertThat(twice.anomalies()).containsExactly(TWICE);
        }

        @Test
        void aMemberThatTheSameThreadHasAddedMustGetTheMessage() {
            var run = new TwoThreads(0, 1).ends(0);
            run.ann.add(Call.join(0, true));
            run.ann.add(Call.leave(0, true));
            run.ann.add(Call.join(0, true));
            run.sends(1);

            assertThat(run.anomalies()).containsExactly(MISSED);
        }

        @Test
        void aMemberThatLeavesMeanwhileNeedNotGetTheMessage() {
            var run = new TwoThreads(3, 0).endsWithout(2).sends(1, 0, 1);
            run.bob.add(Call.leave(2, true));

            assertThat(run.anomalies()).isEmpty();
        }

        @Test
        void aMemberThatLeavesAndJoinsAgainMeanwhileMayGetTheMessageTwice() {
            var run = new TwoThreads(3, 0).sends(1, 0, 1, 2, 2);
            run.bob.add(Call.leave(2, true));
            run.bob.add(Call.join(2, true));

            assertThat(run.anomalies()).isEmpty();
        }

        @Test
        void aSenderMustNotGetItsOwnMessage() {
            var run = new TwoThreads(2, 0);
            run.ann.add(Call.broadcast(1, 0, 2));
            run.inboxes.get(0).add(1);
            run.inboxes.get(1).add(1);

            assertThat(run.anomalies()).containsExactly(ECHO);
        }

        @Test
        void theCountMustMatchTheDeliveries() {
            var run = new TwoThreads(1, 0);
            run.ann.add(Call.broadcast(1, 0, 1));

            assertThat(run.anomalies()).containsExactly(MISCOUNTED);
            assertThat(new TwoThreads(1, 0).counts(0).anomalies()).containsExactly(MISCOUNTED);
        }

        @Test
        void aBroadcastThatCountsFutureDeliveriesIsUnfinishedAndNoLostJoin() {
            var run = new TwoThreads(1, 0);
            run.ann.add(Call.broadcast(1, -1, 1));
            var last = new TwoThreads(1, 1).listed(1).counts(2);
            last.ann.add(Call.join(1, true));

            assertThat(run.anomalies()).containsExactly(UNFINISHED);
            assertThat(last.anomalies()).containsExactly(UNFINISHED);
        }

        @Test
        void aLastBroadcastThatThrowsIsNoLostJoin() {
            var run = new TwoThreads(2, 0).lastThrows(new StackOverflowError());

            assertThat(run.anomalies()).containsExactly(BROADCAST_THREW);
        }

        @Test
        void receiversMustHaveBeenTheMembersAtSomeInstant() {
            var neither = new TwoThreads(3, 1).endsWithout(0).ends(3).sends(1, 1, 2);
            neither.bob.add(Call.join(3, true));
            neither.bob.add(Call.leave(0, true));
            var both = new TwoThreads(3, 1).endsWithout(0).ends(3).sends(1, 0, 1, 2, 3);
            both.bob.add(Call.leave(0, true));
            both.bob.add(Call.join(3, true));
            var one = new TwoThreads(3, 1).endsWithout(0).ends(3).sends(1, 1, 2, 3);
            one.bob.add(Call.leave(0, true));
            one.bob.add(Call.join(3, true));

            assertThat(neither.anomalies()).containsExactly(NEVER_TOGETHER);
            assertThat(both.anomalies()).containsExactly(NEVER_TOGETHER);
            assertThat(one.anomalies()).isEmpty();
        }

        @Test
        void twoBroadcastsMustFitTheSameOrderOfJoins() {
            var run = new TwoThreads(1, 1).ends(1).sends(1, 0, 1).sends(2, 0);
            run.bob.add(Call.join(1, true));

            assertThat(run.anomalies()).containsExactly(NEVER_TOGETHER, NEVER_TOGETHER);
        }

        @Test
        void aLaterMessageMustNotOvertakeAnEarlierOneOfTheSameSender() {
            var run = new TwoThreads(1, 0);
            run.sends(1).sends(2);
            run.ann.clear();
            run.inboxes.get(0).addAll(List.of(2, 1));
            run.ann.add(Call.broadcast(1, -1, 1));
            run.ann.add(Call.broadcast(2, -1, 1));

            assertThat(run.anomalies()).containsExactly(OVERTAKEN);
        }

        @Test
        void anAnswerMustNotArriveBeforeItsQuestion() {
            var answer = new TwoThreads(2, 0).answers(1, 2);
            var noAnswer = new TwoThreads(2, 0);
            for (var run : List.of(answer, noAnswer)) {
                run.ann.add(Call.broadcast(1, -1, 2));
                run.bob.add(Call.broadcast(2, 0, 1));
                run.inboxes.get(0).add(1);
                run.inboxes.get(1).addAll(List.of(2, 1));
            }

            assertThat(answer.anomalies()).containsExactly(ANSWERED_EARLY);
            assertThat(noAnswer.anomalies()).isEmpty();
        }

        @Test
        void anAnswerMayArriveAfterItsQuestionOrWithoutIt() {
            var after = new TwoThreads(2, 0).answers(1, 2);
            after.ann.add(Call.broadcast(1, -1, 2));
            after.inboxes.get(1).addAll(List.of(1, 2));
            var without = new TwoThreads(1, 1).ends(1).answers(1, 2);
            without.ann.add(Call.broadcast(1, -1, 1));
            without.ann.add(Call.join(1, true));
            without.inboxes.get(1).add(2);
            for (var run : List.of(after, without)) {
                run.bob.add(Call.broadcast(2, 0, 1));
                run.inboxes.get(0).add(1);
            }

            assertThat(after.anomalies()).isEmpty();
            assertThat(without.anomalies()).isEmpty();
        }

        /// A sender does not get its own messages, so one observer is enough to break the causal
        /// order, and no two have to disagree.
        @Test
        void oneOrderForAllIsNoCausalOrder() {
            var run = new TwoThreads(3, 0).answers(1, 2);
            run.ann.add(Call.broadcast(1, -1, 3));
            run.bob.add(Call.broadcast(2, 0, 2));
            run.inboxes.get(0).add(1);
            run.inboxes.get(1).addAll(List.of(2, 1));
            run.inboxes.get(2).addAll(List.of(2, 1));

            assertThat(run.anomalies()).containsExactly(ANSWERED_EARLY, ANSWERED_EARLY);
        }

        @Test
        void twoMembersMustAgreeOnTheOrderOfTwoMessages() {
            var run = new TwoThreads(2, 0);
            run.ann.add(Call.broadcast(1, -1, 2));
            run.bob.add(Call.broadcast(2, -1, 2));
            run.inboxes.get(0).addAll(List.of(1, 2));
            run.inboxes.get(1).addAll(List.of(2, 1));

            assertThat(run.anomalies()).containsExactly(DISAGREED);
        }

        @Test
        void aDeliveryAfterLeaveHasReturnedIsLate() {
            var gone = new TwoThreads(1, 0).endsWithout(0).isLate(0);
            gone.bob.add(Call.leave(0, true));
            var back = new TwoThreads(1, 0).isLate(0);
            back.bob.add(Call.leave(0, true));
            back.bob.add(Call.join(0, true));

            assertThat(gone.anomalies()).containsExactly(LATE);
            assertThat(back.anomalies()).isEmpty();
        }

        @Test
        void allPromisesThatAreBrokenAreFound() {
            var run = new TwoThreads(2, 0).endsWithout(1).isLate(1).sends(1);
            run.bob.add(Call.leave(1, true));

            assertThat(run.anomalies()).containsExactly(MISSED, LATE);
        }
    }

    /// As in stepping: every instant is known.
    @Nested
    class WithEveryInstant {
        private final Driver driver = new EventCounter();
        private RecordedHistory history = new RecordedHistory(Scenario.ECHO, List.of(), driver);
        private Scenario scenario = Scenario.ECHO;

        private record Broken(Guarantee guarantee, String sentence) {}

        private void in(Scenario one) {
            scenario = one;
            var names = List.of("ann", "bob", "carol", "dave", "erin");
            history = new RecordedHistory(one, names, driver);
        }

        private Open begin(String thread, int operation) {
            var role =
                    scenario.roles().stream()
                            .filter(each -> each.thread().equals(thread))
                            .findFirst()
                            .orElseThrow();
            return history.begin(thread, role.operations().get(operation));
        }

        private void end(Open call, @Nullable Object result, @Nullable Throwable thrown) {
            history.end(call, result, thrown);
        }

        private void call(String thread, Object result) {
            end(begin(thread, 0), result, null);
        }

        private void deliver(String receiver, String message) {
            history.delivered(history.deliver(receiver, message));
        }

        private List<Broken> broken(String... members) {
            return broken(List.of(members), List.of(members));
        }

        private List<Broken> broken(List<String> listed, List<String> reached) {
            history.list(Call.list(listed));
            if (!scenario.isHostile()) {
                var last = history.begin("nobody", new Broadcast(RecordedHistory.LAST));
                for (var member : reached) deliver(member, RecordedHistory.LAST);
                end(last, reached.size(), null);
            }
            return Arbiter.judge(history).stream()
                    .map(violation -> new Broken(violation.guarantee(), violation.sentence()))
                    .toList();
        }

        @Test
        void twoJoinsThatAreBothInAreFine() {
            in(Scenario.JOIN_JOIN);
            call("ann", true);
            call("bob", true);

            assertThat(broken("ann", "bob")).isEmpty();
        }

        @Test
        void aLostJoinBreaksMembership() {
            in(Scenario.JOIN_JOIN);
            call("ann", true);
            call("bob", true);

            assertThat(broken("ann"))
                    .containsExactly(
                            new Broken(
                                    Guarantee.MEMBERSHIP,
                                    "bob must be in and is not: a join was lost"));
        }

        @Test
        void aSubscriberThatLeftAndIsInBreaksMembership() {
            in(Scenario.JOIN_LEAVE);
            call("ann", true);
            call("bob", true);

            assertThat(broken("ann", "carol", "dave"))
                    .singleElement()
                    .satisfies(one -> assertThat(one.sentence()).startsWith("carol must be out"));
        }

        @Test
        void resultsThatFitNoOrderBreakMembership() {
            in(Scenario.SAME_JOIN);
            call("ann", true);
            call("bob", true);

            assertThat(broken("carol"))
                    .singleElement()
                    .satisfies(one -> assertThat(one.sentence()).contains("fits no order"));
        }

        @Test
        void aMemberThatTheLastBroadcastDoesNotReachBreaksMembership() {
            in(Scenario.JOIN_JOIN);
            call("ann", true);
            call("bob", true);

            assertThat(broken(List.of("ann", "bob"), List.of("ann")))
                    .extracting(Broken::sentence)
                    .containsExactly("bob is listed and not reached, or reached and not listed");
        }

        @Test
        void aMissedMessageBreaksDelivery() {
            in(Scenario.BROADCAST_JOIN);
            var broadcast = begin("ann", 0);
            deliver("carol", "hello");
            end(broadcast, 1, null);
            call("bob", true);

            assertThat(broken("bob", "carol", "dave"))
                    .containsExactly(
                            new Broken(
                                    Guarantee.DELIVERY,
                                    "dave was in for the whole broadcast and did not get 'hello'"));
        }

        @Test
        void aSubscriberThatJoinsDuringABroadcastMayGetItOrNot() {
            in(Scenario.BROADCAST_JOIN);
            var broadcast = begin("ann", 0);
            deliver("carol", "hello");
            call("bob", true);
            deliver("dave", "hello");
            end(broadcast, 2, null);

            assertThat(broken("bob", "carol", "dave")).isEmpty();
        }

        @Test
        void aDeliveryThatBeginsAfterLeaveHasReturnedBreaksQuietLeave() {
            in(Scenario.BROADCAST_LEAVE);
            var broadcast = begin("ann", 0);
            call("bob", true);
            deliver("carol", "hello");
            deliver("dave", "hello");
            end(broadcast, 2, null);

            assertThat(broken("dave"))
                    .containsExactly(
                            new Broken(
                                    Guarantee.QUIET_LEAVE,
                                    "a delivery to carol began after leave had returned"));
        }

        @Test
        void receiversThatWereNeverTheMembersBreakSnapshot() {
            in(Scenario.RELAY);
            var broadcast = begin("ann", 0);
            end(begin("bob", 0), true, null);
            end(begin("bob", 1), true, null);
            end(begin("bob", 2), true, null);
            end(begin("bob", 3), true, null);
            end(broadcast, 0, null);

            assertThat(broken("erin"))
                    .containsExactly(
                            new Broken(
                                    Guarantee.SNAPSHOT,
                                    "those who got 'hello' (nobody) were at no instant the"
                                            + " members"));
        }

        @Test
        void twoOrdersBreakTotalOrder() {
            in(Scenario.BROADCAST_BROADCAST);
            var one = begin("ann", 0);
            var two = begin("bob", 0);
            deliver("carol", "one");
            deliver("carol", "two");
            deliver("dave", "two");
            deliver("dave", "one");
            end(one, 2, null);
            end(two, 2, null);

            assertThat(broken("carol", "dave"))
                    .extracting(Broken::guarantee)
                    .containsExactly(Guarantee.TOTAL_ORDER);
        }

        @Test
        void anAnswerBeforeItsQuestionBreaksCausalOrder() {
            in(Scenario.ANSWER);
            var question = begin("ann", 0);
            deliver("bob", "question");
            var answer = begin("bob", 0);
            deliver("carol", "answer");
            end(answer, 1, null);
            deliver("carol", "question");
            end(question, 2, null);

            assertThat(broken("bob", "carol"))
                    .containsExactly(
                            new Broken(
                                    Guarantee.CAUSAL_ORDER,
                                    "carol got 'answer' before 'question', which its sender had"
                                            + " got before"));
        }

        @Test
        void whatIsSentBeforeTheDeliveryHasReturnedIsNoAnswer() {
            in(Scenario.ANSWER);
            var question = begin("ann", 0);
            var delivery = history.deliver("bob", "question");
            var answer = begin("bob", 0);
            history.delivered(delivery);
            deliver("carol", "answer");
            end(answer, 1, null);
            deliver("carol", "question");
            end(question, 2, null);

            assertThat(broken("bob", "carol")).isEmpty();
        }

        @Test
        void aMessageThatOvertakesBreaksSenderOrder() {
            in(Scenario.TWO_MESSAGES);
            var first = begin("ann", 0);
            end(first, 1, null);
            var second = begin("ann", 1);
            deliver("carol", "second");
            deliver("carol", "first");
            end(second, 1, null);
            call("bob", true);

            assertThat(broken("bob", "carol"))
                    .contains(
                            new Broken(
                                    Guarantee.SENDER_ORDER,
                                    "carol got 'second' before 'first', which was sent earlier"));
        }

        @Test
        void anExceptionIsAnOutcome() {
            in(Scenario.JOIN_JOIN);
            var join = begin("ann", 0);
            end(join, null, new IllegalStateException());
            call("bob", true);

            assertThat(broken("bob"))
                    .containsExactly(
                            new Broken(
                                    Guarantee.MEMBERSHIP,
                                    "ann's join(ann) threw IllegalStateException"));
        }

        @Test
        void afterACallbackTheGuaranteeOfTheScenarioIsBlamed() {
            in(Scenario.LEAVE_DURING_DELIVER);
            var broadcast = begin("ann", 0);
            deliver("carol", "hello");
            end(broadcast, 1, null);
            call("bob", true);

            assertThat(broken("bob", "dave"))
                    .extracting(Broken::guarantee)
                    .containsOnly(Guarantee.REENTRANCY);
        }

        @Test
        void anExceptionOfACallBreaksTheGuaranteeOfThatCall() {
            in(Scenario.LEAVE_DURING_DELIVER);
            end(begin("bob", 0), null, new IllegalStateException());
            end(begin("ann", 0), null, new IllegalStateException());

            assertThat(broken("carol", "dave"))
                    .extracting(Broken::guarantee)
                    .startsWith(Guarantee.MEMBERSHIP, Guarantee.DELIVERY);
        }

        @Test
        void anEchoBreaksDelivery() {
            in(Scenario.ECHO);
            call("ann", true);
            var broadcast = begin("bob", 0);
            deliver("bob", "hello");
            deliver("carol", "hello");
            end(broadcast, 2, null);

            assertThat(broken("bob", "carol"))
                    .containsExactly(
                            new Broken(Guarantee.DELIVERY, "bob got its own message 'hello'"));
        }

        @Test
        void aBroadcastThatReturnsBeforeItsDeliveriesAreDoneBreaksDelivery() {
            in(Scenario.BROADCAST_JOIN);
            var broadcast = begin("ann", 0);
            end(broadcast, 2, null);
            deliver("carol", "hello");
            deliver("dave", "hello");
            call("bob", true);

            assertThat(broken("bob", "carol", "dave"))
                    .containsExactly(
                            new Broken(
                                    Guarantee.DELIVERY,
                                    "ann's broadcast(hello) returned before its deliveries were"
                                            + " done"));
        }
    }

    private static final class EventCounter implements Driver {
        private int events;

        private record Count(int events) implements Instant {
            @Override
            public boolean precedes(Instant other) {
                return other instanceof Count(int later) && events < later;
            }
        }

        @Override
        public Instant now() {
            return new Count(events++);
        }

        @Override
        public void beforeCall(Operation operation) {}

        @Override
        public void beforeDelivery(String receiver, String message) {}

        @Override
        public void settle() {}
    }
}
