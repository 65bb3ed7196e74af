package chatlab.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.client.TestServer;
import chatlab.client.TestServer.Fate;
import chatlab.client.TestServer.Mischief;
import chatlab.client.audit.Audit;
import chatlab.process.FreePorts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

@Timeout(60)
class SwarmTest {
    private static final int CLIENTS = 6;
    private static final int SENDERS = 2;
    private static final int MESSAGES = 60;
    private static final int EXPECTED_BY_MEMBERS =
            MESSAGES * SENDERS * CLIENTS - MESSAGES * SENDERS;
    private static final Duration LONG = Duration.ofSeconds(30);

    /// The nicks of seed 1: sender 0, and the receiver next to the senders.
    private static final String SENDER = new SwarmNick('s', 0, 1).afterRefusals(0);

    private static final String RECEIVER = new SwarmNick('r', 0, 1).afterRefusals(0);

    @Test
    void aServerThatDoesItsJobIsFoundClean() throws Exception {
        var result = runAgainst((_, _, _) -> Fate.ARRIVES);

        assertThat(result.audit().clean()).isTrue();
        assertThat(result.audit().totalOrder()).isTrue();
        assertThat(result.audit().early()).isZero();
        assertThat(result.sent()).isEqualTo(MESSAGES * SENDERS);
        assertThat(result.audit().expected()).isEqualTo(EXPECTED_BY_MEMBERS);
        assertThat(result.server()).isEqualTo("test-server-1");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void oneLostDeliveryIsFoundWithItsReceiver() throws Exception {
        var result = runAgainst(once(37, Fate.IS_LOST));

        assertThat(result.audit().lost()).isEqualTo(1);
        assertThat(verdict(result, RECEIVER).lost()).isEqualTo(1);
        assertThat(result.audit().duplicated() + result.audit().reordered()).isZero();
    }

    @Test
    void aMessageThatGoesLostForEverybodyDoesNotStopTheSwarm() throws Exception {
        var result = runAgainst((_, nth, _) -> nth >= 20 && nth < 40 ? Fate.IS_LOST : Fate.ARRIVES);

        assertThat(result.audit().lost()).isEqualTo(20 * SENDERS * (CLIENTS - 1));
    }

    @Test
    void aReceiverThatGetsNothingAtAllDoesNotStopTheSwarm() throws Exception {
        var result =
                runAgainst((_, _, receiver) ->
                        receiver.equals(RECEIVER) ? Fate.IS_LOST : Fate.ARRIVES);

        assertThat(result.audit().lost()).isEqualTo(MESSAGES * SENDERS);
        assertThat(verdict(result, RECEIVER).delivered()).isZero();
    }

    @Test
    void oneDuplicateIsFound() throws Exception {
        var result = runAgainst(once(11, Fate.COMES_TWICE));

        assertThat(result.audit().duplicated()).isEqualTo(1);
        assertThat(result.audit().lost() + result.audit().reordered()).isZero();
    }

    @Test
    void oneMessageBehindItsSuccessorIsFoundAndBreaksTheTotalOrder() throws Exception {
        var result = runAgainst(once(11, Fate.COMES_LATE));

        assertThat(result.audit().reordered()).isEqualTo(1);
        assertThat(result.audit().lost() + result.audit().duplicated()).isZero();
        assertThat(result.audit().disagreement()).isNotNull();
        assertThat(String.valueOf(result.audit().disagreement()))
                .contains(RECEIVER, SENDER + "#11", SENDER + "#12");
    }

    /// At a fixed rate the senders take turns, so the other one has nearly always got a message
    /// before it sends its next.
    @Test
    void anAnswerThatOvertakesItsQuestionIsFound() throws Exception {
        Mischief late =
                (sender, nth, receiver) ->
                        sender.equals(SENDER) && receiver.equals(RECEIVER) && nth % 2 == 0
                                ? Fate.COMES_LATE
                                : Fate.ARRIVES;
        try (var server = new TestServer(late)) {
            var result = Swarm.run(plan(server, 0, MESSAGES, 400, LONG), SwarmProgress.NONE);

            assertThat(verdict(result, RECEIVER).early()).isPositive();
            assertThat(result.audit().early()).isEqualTo(verdict(result, RECEIVER).early());
            assertThat(String.valueOf(result.audit().earlyAnswer())).contains(RECEIVER, SENDER);
        }
    }

    @Test
    void aDamagedMessageIsAlienAndTheRealOneLost() throws Exception {
        var result = runAgainst(once(11, Fate.IS_DAMAGED));

        assertThat(result.audit().alien()).isEqualTo(1);
        assertThat(result.audit().lost()).isEqualTo(1);
    }

    @Test
    void aMessageThatComesBackToItsSenderIsAlien() throws Exception {
        try (var server = new TestServer()) {
            server.echoes = true;

            var result = Swarm.run(plan(server), SwarmProgress.NONE);

            assertThat(result.audit().alien()).isEqualTo(MESSAGES * SENDERS);
            assertThat(result.audit().lost()).isZero();
        }
    }

    @Test
    void aReceiverThatTheServerThrowsOutLosesTheRestAndIsNamedWithTheReason() throws Exception {
        var result = runAgainst(once(10, Fate.KILLS_RECEIVER));

        var receiver = verdict(result, RECEIVER);
        assertThat(receiver.disconnected()).isEqualTo("ERROR Closing Link: SendQ exceeded");
        assertThat(receiver.lost()).isPositive();
        assertThat(result.audit().lost()).isEqualTo(receiver.lost());
        assertThat(result.audit().clean()).isFalse();
    }

    @Test
    void aSenderThatTheServerThrowsOutCountsWithWhatTheServerHadProcessed() throws Exception {
        var result =
                runAgainst((sender, nth, _) ->
                        nth == 20 && sender.equals(SENDER) ? Fate.KILLS_SENDER : Fate.ARRIVES);

        assertThat(verdict(result, SENDER).disconnected())
                .isEqualTo("ERROR Closing Link: Excess Flood");
        assertThat(result.sent()).isEqualTo(20 + MESSAGES);
        assertThat(result.audit().lost()).isEqualTo(verdict(result, SENDER).lost());
    }

    @Test
    void churnersJoinAndLeaveWhileSendersSendAndACleanServerStaysClean() throws Exception {
        try (var server = new TestServer()) {
            var plan = plan(server, 4, 1_500, 0, LONG);

            var result = Swarm.run(plan, SwarmProgress.NONE);

            var leaves = server.log.stream().filter(line -> line.command().equals("PART")).count();
            var churners = result.audit().receivers().subList(CLIENTS, CLIENTS + 4);
            assertThat(leaves).isGreaterThan(8);
            assertThat(result.audit().clean()).isTrue();
            assertThat(churners).allMatch(churner -> churner.expected() > 0);
            assertThat(churners).allMatch(churner -> churner.delivered() < result.sent());
        }
    }

    @Test
    void allJoinsAreSentBeforeTheFirstIsConfirmed() throws Exception {
        try (var server = new TestServer()) {
            server.joinsTogether = CLIENTS + 2;

            var result = Swarm.run(plan(server, 2, MESSAGES, 0, LONG), SwarmProgress.NONE);

            assertThat(result.audit().clean()).isTrue();
        }
    }

    @Test
    void aNickThatIsTakenIsReplacedByAnother() throws Exception {
        try (var server = new TestServer()) {
            server.takenNicks.add(SENDER);

            var result = Swarm.run(plan(server), SwarmProgress.NONE);

            assertThat(result.audit().clean()).isTrue();
            assertThat(result.audit().receivers().getFirst().nick())
                    .isEqualTo(new SwarmNick('s', 0, 1).afterRefusals(1));
        }
    }

    @Test
    void aServerThatAsksPingBeforeItsWelcomeIsAnswered() throws Exception {
        try (var server = new TestServer()) {
            server.pingsBeforeWelcome = true;

            assertThat(Swarm.run(plan(server), SwarmProgress.NONE).audit().clean()).isTrue();
        }
    }

    @Test
    void withoutAnEndOfNamesTheEchoOfTheJoinAndPongWillDo() throws Exception {
        try (var server = new TestServer()) {
            server.endsNames = false;

            assertThat(Swarm.run(plan(server), SwarmProgress.NONE).audit().clean()).isTrue();
        }
    }

    @Test
    void messagesWithTagsCountLikeAnyOther() throws Exception {
        try (var server = new TestServer()) {
            server.tags = "@time=2026-01-01T00:00:00Z ";

            var result = Swarm.run(plan(server), SwarmProgress.NONE);

            assertThat(result.audit().clean()).isTrue();
            assertThat(result.audit().delivered()).isEqualTo(EXPECTED_BY_MEMBERS);
        }
    }

    @Test
    void aRefusedJoinEndsTheSwarmWithTheServersReason() throws Exception {
        try (var server = new TestServer()) {
            server.refusesJoins = true;

            assertThatThrownBy(() -> Swarm.run(plan(server), SwarmProgress.NONE))
                    .isInstanceOf(SwarmException.class)
                    .hasMessageContaining("471 Cannot join channel (+l)");
        }
    }

    @Test
    void aServerThatNeverAnswersPingLeavesItInconclusiveAndIsToldApart() throws Exception {
        try (var server = new TestServer()) {
            server.answersPing = false;
            var plan = plan(server, 0, MESSAGES, 0, Duration.ofMillis(500));

            assertThatThrownBy(() -> Swarm.run(plan, SwarmProgress.NONE))
                    .isInstanceOf(SwarmException.class)
                    .hasMessageContaining("Not conclusive")
                    .hasMessageContaining(SENDER + " waits for an answer to its PING");
        }
    }

    @Test
    void withoutAServerTheMessageSaysWhatToDo() throws Exception {
        int port = FreePorts.find(1).getFirst();
        var plan = plan(port, 0, MESSAGES, 0, LONG);

        assertThatThrownBy(() -> Swarm.run(plan, SwarmProgress.NONE))
                .isInstanceOf(SwarmException.class)
                .hasMessageContaining("No chat server answers at 127.0.0.1:" + port)
                .hasMessageContaining("lab server");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 500})
    void whenTheSendingTimeIsUpTheRestIsNotSentAndNotMissed(double rate) throws Exception {
        try (var server = new TestServer()) {
            var plan =
                    new SwarmPlan(
                            "127.0.0.1",
                            server.port(),
                            "#lab",
                            CLIENTS,
                            SENDERS,
                            1_000_000,
                            2,
                            64,
                            1,
                            rate,
                            Duration.ofMillis(200),
                            LONG);

            var result = Swarm.run(plan, SwarmProgress.NONE);

            assertThat(result.sent()).isBetween(1L, 1_999_999L);
            assertThat(result.audit().clean()).isTrue();
        }
    }

    @Test
    void withARateAServerThatStallsIsChargedForAllMessagesThatCameDueMeanwhile() throws Exception {
        var stalled = new AtomicBoolean();
        Mischief stallsOnce =
                (_, _, _) -> {
                    if (stalled.compareAndSet(false, true)) {
                        stall(Duration.ofMillis(400));
                    }
                    return Fate.ARRIVES;
                };
        try (var server = new TestServer(stallsOnce)) {
            // All 120 messages come due within 120 ms, during the stall.
            var result = Swarm.run(plan(server, 0, MESSAGES, 1_000, LONG), SwarmProgress.NONE);

            assertThat(result.audit().clean()).isTrue();
            assertThat(result.latency().median()).isGreaterThan(250_000);
        }
    }

    private static Mischief once(int message, Fate fate) {
        return (sender, nth, receiver) ->
                nth == message && sender.equals(SENDER) && receiver.equals(RECEIVER)
                        ? fate
                        : Fate.ARRIVES;
    }

    private static SwarmResult runAgainst(Mischief mischief) throws Exception {
        try (var server = new TestServer(mischief)) {
            return Swarm.run(plan(server), SwarmProgress.NONE);
        }
    }

    private static SwarmPlan plan(TestServer server) {
        return plan(server, 0, MESSAGES, 0, LONG);
    }

    private static SwarmPlan plan(
            TestServer server, int churners, int messages, double rate, Duration timeout) {
        return plan(server.port(), churners, messages, rate, timeout);
    }

    private static SwarmPlan plan(
            int port, int churners, int messages, double rate, Duration timeout) {
        return new SwarmPlan(
                "127.0.0.1",
                port,
                "#lab",
                CLIENTS,
                SENDERS,
                messages,
                churners,
                64,
                1,
                rate,
                Duration.ZERO,
                timeout);
    }

    private static Audit.Receiver verdict(SwarmResult result, String nick) {
        return result.audit().receivers().stream()
                .filter(receiver -> receiver.nick().equals(nick))
                .findFirst()
                .orElseThrow();
    }

    private static void stall(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
