package chatlab.step.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.step.outcome.CallHistory.Call;
import chatlab.step.scenario.Scenario;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;

import java.util.List;

class JudgeTest {
    private final CallHistory history = new CallHistory();

    private Call begin(Scenario scenario, String thread, int operation) {
        var role =
                scenario.roles().stream()
                        .filter(each -> each.thread().equals(thread))
                        .findFirst()
                        .orElseThrow();
        return history.begin(thread, role.operations().get(operation));
    }

    private void call(Scenario scenario, String thread, Object result) {
        history.end(begin(scenario, thread, 0), result, null);
    }

    private List<BrokenPromise> findings(Scenario scenario, String... members) {
        for (var member : members) history.arrive(member, CallHistory.LAST);
        return new Judge(scenario, history, List.of(members)).outcome().findings();
    }

    @Test
    void twoJoinsThatAreBothInAreFine() {
        call(Scenario.JOIN_JOIN, "ann", true);
        call(Scenario.JOIN_JOIN, "bob", true);

        assertThat(findings(Scenario.JOIN_JOIN, "ann", "bob")).isEmpty();
    }

    @Test
    void aLostJoinBreaksMembership() {
        call(Scenario.JOIN_JOIN, "ann", true);
        call(Scenario.JOIN_JOIN, "bob", true);

        assertThat(findings(Scenario.JOIN_JOIN, "ann"))
                .containsExactly(
                        new BrokenPromise(
                                Guarantee.MEMBERSHIP,
                                "bob must be in and is not: a join was lost"));
    }

    @Test
    void whoHasLeftAndIsInBreaksMembership() {
        call(Scenario.JOIN_LEAVE, "ann", true);
        call(Scenario.JOIN_LEAVE, "bob", true);

        assertThat(findings(Scenario.JOIN_LEAVE, "ann", "carol", "dave"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.sentence()).startsWith("carol must be out"));
    }

    @Test
    void resultsThatFitNoOrderBreakMembership() {
        call(Scenario.SAME_JOIN, "ann", true);
        call(Scenario.SAME_JOIN, "bob", true);

        assertThat(findings(Scenario.SAME_JOIN, "carol"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("fits no order"));
    }

    @Test
    void aMemberWhomTheLastBroadcastDoesNotReachBreaksMembership() {
        call(Scenario.JOIN_JOIN, "ann", true);
        call(Scenario.JOIN_JOIN, "bob", true);
        history.arrive("ann", CallHistory.LAST);

        var outcome = new Judge(Scenario.JOIN_JOIN, history, List.of("ann", "bob")).outcome();

        assertThat(outcome.sentence())
                .isEqualTo("bob is listed and not reached, or reached and not listed");
    }

    @Test
    void whoIsInAllAlongAndMissesAMessageBreaksDelivery() {
        var broadcast = begin(Scenario.BROADCAST_JOIN, "ann", 0);
        history.arrive("carol", "hello");
        history.end(broadcast, 1, null);
        call(Scenario.BROADCAST_JOIN, "bob", true);

        assertThat(findings(Scenario.BROADCAST_JOIN, "bob", "carol", "dave"))
                .containsExactly(
                        new BrokenPromise(
                                Guarantee.DELIVERY,
                                "dave was in for the whole broadcast and did not get 'hello'"));
    }

    @Test
    void whoJoinsDuringABroadcastMayGetItOrNot() {
        var broadcast = begin(Scenario.BROADCAST_JOIN, "ann", 0);
        history.arrive("carol", "hello");
        call(Scenario.BROADCAST_JOIN, "bob", true);
        history.arrive("dave", "hello");
        history.end(broadcast, 2, null);

        assertThat(findings(Scenario.BROADCAST_JOIN, "bob", "carol", "dave")).isEmpty();
    }

    @Test
    void aDeliveryThatBeginsAfterLeaveHasReturnedBreaksQuietLeave() {
        var broadcast = begin(Scenario.BROADCAST_LEAVE, "ann", 0);
        call(Scenario.BROADCAST_LEAVE, "bob", true);
        history.arrive("carol", "hello");
        history.arrive("dave", "hello");
        history.end(broadcast, 2, null);

        assertThat(findings(Scenario.BROADCAST_LEAVE, "dave"))
                .containsExactly(
                        new BrokenPromise(
                                Guarantee.QUIET_LEAVE,
                                "a delivery to carol began after leave had returned"));
    }

    @Test
    void receiversWhoWereAtNoInstantTheMembersBreakSnapshot() {
        var broadcast = begin(Scenario.RELAY, "ann", 0);
        history.end(begin(Scenario.RELAY, "bob", 0), true, null);
        history.end(begin(Scenario.RELAY, "bob", 1), true, null);
        history.end(begin(Scenario.RELAY, "bob", 2), true, null);
        history.end(begin(Scenario.RELAY, "bob", 3), true, null);
        history.end(broadcast, 0, null);

        assertThat(findings(Scenario.RELAY, "erin"))
                .containsExactly(
                        new BrokenPromise(
                                Guarantee.SNAPSHOT,
                                "those who got 'hello' (nobody) were at no instant the members"));
    }

    @Test
    void twoOrdersBreakTotalOrder() {
        var one = begin(Scenario.BROADCAST_BROADCAST, "ann", 0);
        var two = begin(Scenario.BROADCAST_BROADCAST, "bob", 0);
        history.arrive("carol", "one");
        history.arrive("carol", "two");
        history.arrive("dave", "two");
        history.arrive("dave", "one");
        history.end(one, 2, null);
        history.end(two, 2, null);

        assertThat(findings(Scenario.BROADCAST_BROADCAST, "carol", "dave"))
                .extracting(BrokenPromise::guarantee)
                .containsExactly(Guarantee.TOTAL_ORDER);
    }

    @Test
    void aMessageThatOvertakesBreaksSenderOrder() {
        var first = begin(Scenario.TWO_MESSAGES, "ann", 0);
        history.end(first, 1, null);
        var second = begin(Scenario.TWO_MESSAGES, "ann", 1);
        history.arrive("carol", "second");
        history.arrive("carol", "first");
        history.end(second, 1, null);
        call(Scenario.TWO_MESSAGES, "bob", true);

        assertThat(findings(Scenario.TWO_MESSAGES, "bob", "carol"))
                .contains(
                        new BrokenPromise(
                                Guarantee.SENDER_ORDER,
                                "carol got 'second' before 'first', which was sent earlier"));
    }

    @Test
    void anExceptionIsAnOutcome() {
        var join = begin(Scenario.JOIN_JOIN, "ann", 0);
        history.end(join, null, new IllegalStateException());
        call(Scenario.JOIN_JOIN, "bob", true);

        assertThat(findings(Scenario.JOIN_JOIN, "bob"))
                .containsExactly(
                        new BrokenPromise(
                                Guarantee.MEMBERSHIP,
                                "ann's join(ann) threw IllegalStateException"));
    }

    @Test
    void whereReceiversCallBackAllThatGoesWrongIsTheStakes() {
        var broadcast = begin(Scenario.LEAVE_DURING_DELIVER, "ann", 0);
        history.arrive("carol", "hello");
        history.end(broadcast, 1, null);
        call(Scenario.LEAVE_DURING_DELIVER, "bob", true);

        assertThat(findings(Scenario.LEAVE_DURING_DELIVER, "bob", "dave"))
                .extracting(BrokenPromise::guarantee)
                .containsOnly(Guarantee.REENTRANCY);
    }

    @Test
    void anExceptionOfACallBreaksTheGuaranteeOfThatCall() {
        var join = begin(Scenario.STUCK_DELIVER, "bob", 0);
        history.end(join, null, new IllegalStateException());
        var broadcast = begin(Scenario.LEAVE_DURING_DELIVER, "ann", 0);
        history.end(broadcast, null, new IllegalStateException());

        assertThat(findings(Scenario.STUCK_DELIVER, "carol"))
                .extracting(BrokenPromise::guarantee)
                .startsWith(Guarantee.MEMBERSHIP, Guarantee.DELIVERY);
        assertThat(findings(Scenario.LEAVE_DURING_DELIVER, "carol", "dave"))
                .extracting(BrokenPromise::guarantee)
                .startsWith(Guarantee.MEMBERSHIP, Guarantee.DELIVERY);
    }

    @Test
    void anEchoBreaksDelivery() {
        call(Scenario.ECHO, "ann", true);
        var broadcast = begin(Scenario.ECHO, "bob", 0);
        history.arrive("bob", "hello");
        history.arrive("carol", "hello");
        history.end(broadcast, 2, null);

        assertThat(findings(Scenario.ECHO, "bob", "carol"))
                .containsExactly(
                        new BrokenPromise(Guarantee.DELIVERY, "bob got its own message 'hello'"));
    }

    @Test
    void aBroadcastThatReturnsBeforeItsDeliveriesAreDoneBreaksDelivery() {
        var broadcast = begin(Scenario.BROADCAST_JOIN, "ann", 0);
        history.end(broadcast, 2, null);
        history.arrive("carol", "hello");
        history.arrive("dave", "hello");
        call(Scenario.BROADCAST_JOIN, "bob", true);

        assertThat(findings(Scenario.BROADCAST_JOIN, "bob", "carol", "dave"))
                .containsExactly(
                        new BrokenPromise(
                                Guarantee.DELIVERY,
                                "ann's broadcast(hello) returned before its deliveries were done"));
    }

    @Test
    void anOutcomeSurvivesItsWayFromTheChild() {
        var outcome =
                new Outcome(
                        List.of(
                                new BrokenPromise(Guarantee.DELIVERY, "one"),
                                new BrokenPromise(null, "nobody can go on")),
                        "ann is in");

        assertThat(Outcome.decode(outcome.encode())).isEqualTo(outcome);
    }
}
