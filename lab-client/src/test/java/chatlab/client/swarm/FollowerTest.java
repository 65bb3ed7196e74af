package chatlab.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.TestServer;
import chatlab.client.TestServer.Fate;
import chatlab.client.TestServer.Mischief;
import chatlab.evidence.Json;
import chatlab.evidence.live.SwarmFrame;
import chatlab.evidence.live.SwarmFrame.MessageName;
import chatlab.evidence.live.SwarmFrame.Missed;
import chatlab.evidence.live.SwarmFrame.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// What a swarm says of itself while it runs.
@Timeout(60)
class FollowerTest {
    private static final int CLIENTS = 5;
    private static final int SENDERS = 2;
    private static final int MESSAGES = 400;

    /// The nicks of sender 0 and of the first receiver, which is client 2.
    private static final String SENDER = new SwarmNick('s', 0, 1).afterRefusals(0);

    private static final String RECEIVER = new SwarmNick('r', 0, 1).afterRefusals(0);

    private final List<SwarmFrame> frames = new ArrayList<>();

    private static SwarmPlan plan(TestServer server, double rate) {
        return new SwarmPlan(
                "127.0.0.1",
                server.port(),
                "#lab",
                CLIENTS,
                SENDERS,
                MESSAGES,
                1,
                64,
                1,
                rate,
                Duration.ZERO,
                Duration.ofSeconds(50));
    }

    /// Runs one round with a frame at every turn of the swarm's loop.
    private SwarmResult follow(Mischief mischief, double rate, Consumer<Follower> before)
            throws Exception {
        try (var server = new TestServer(mischief)) {
            var follower = new Follower(frames::add, Duration.ZERO);
            before.accept(follower);
            return Swarm.run(plan(server, rate), SwarmProgress.NONE, follower);
        }
    }

    private Verdict last() {
        return Objects.requireNonNull(frames.getLast().verdict());
    }

    @Test
    void nothingIsCalledLostBeforeItIs() throws Exception {
        follow((_, _, _) -> Fate.ARRIVES, 2_000, _ -> {});

        assertThat(frames).hasSizeGreaterThan(10);
        assertThat(frames.stream().map(SwarmFrame::verdict).filter(Objects::nonNull))
                .isNotEmpty()
                .allSatisfy(verdict -> {
                    assertThat(verdict.lost()).isZero();
                    assertThat(verdict.missed()).isEmpty();
                    assertThat(verdict.alien()).isZero();
                });
        assertThat(frames.getLast().phase()).isEqualTo("finished");
        assertThat(last().isFinal()).isTrue();
        assertThat(frames.getLast().sent()).isEqualTo(SENDERS * MESSAGES);
        assertThat(frames.stream().flatMap(frame -> frame.flights().stream()))
                .isNotEmpty()
                .allSatisfy(flight -> assertThat(flight.missed()).isEmpty());
    }

    @Test
    void theFramesNameWhoMissedWhat() throws Exception {
        Mischief mischief =
                (sender, nth, receiver) ->
                        sender.equals(SENDER) && receiver.equals(RECEIVER) && nth % 100 == 7
                                ? Fate.IS_LOST
                                : Fate.ARRIVES;

        var result = follow(mischief, 0, _ -> {});

        assertThat(result.audit().lost()).isEqualTo(MESSAGES / 100);
        assertThat(last().lost()).isEqualTo(MESSAGES / 100);
        assertThat(last().missed())
                .containsExactly(
                        new Missed(
                                2,
                                MESSAGES / 100,
                                List.of(
                                        new MessageName(0, 7),
                                        new MessageName(0, 107),
                                        new MessageName(0, 207))));
    }

    @Test
    void aMessageThatAMemberMissesIsSeenOnItsWay() throws Exception {
        follow(
                (_, _, receiver) -> receiver.equals(RECEIVER) ? Fate.IS_LOST : Fate.ARRIVES,
                2_000,
                _ -> {});

        assertThat(frames.stream().flatMap(frame -> frame.flights().stream()))
                .anySatisfy(flight -> assertThat(flight.missed()).containsExactly(2))
                .allSatisfy(flight -> assertThat(flight.got()).doesNotContain(2));
    }

    /// The audit expects nothing of the member that does not read, and everything of the others.
    @Test
    void aStalledMemberIsNoLoss() throws Exception {
        var result = follow((_, _, _) -> Fate.ARRIVES, 2_000, follower -> follower.stall(true));

        assertThat(frames).anySatisfy(frame -> assertThat(frame.members()).contains("s"));
        assertThat(result.audit().lost()).isZero();
        assertThat(result.audit().clean()).isTrue();
        var receivers = result.audit().receivers();
        assertThat(receivers.get(CLIENTS - 1).expected()).isLessThan(SENDERS * MESSAGES);
        assertThat(receivers.get(2).expected()).isEqualTo(SENDERS * MESSAGES);
    }

    @Test
    void roundsFollowEachOtherUntilTheInputEnds() throws Exception {
        var out = new UntilRound(3);
        boolean hasVerdict;
        try (var server = new TestServer()) {
            hasVerdict =
                    new SwarmFollow(plan(server, 0), Duration.ZERO, new PrintWriter(out))
                            .run(out.input());
        }

        assertThat(hasVerdict).isTrue();
        var rounds = new ArrayList<Integer>();
        for (var line : out.toString().lines().toList()) {
            var frame = Json.mapper().readValue(line, SwarmFrame.class);
            if (frame.phase().equals("finished")) rounds.add(frame.round());
        }
        assertThat(rounds).startsWith(1, 2);
    }

    /// Output whose input ends when a round begins.
    private static final class UntilRound extends StringWriter {
        private final String sign;
        private final CountDownLatch begun = new CountDownLatch(1);

        UntilRound(int round) {
            sign = "\"round\":" + round;
        }

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (text.contains(sign)) begun.countDown();
        }

        InputStream input() {
            return new InputStream() {
                @Override
                public int read() {
                    try {
                        begun.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return -1;
                }

                @Override
                public int read(byte[] bytes, int from, int length) {
                    return read();
                }
            };
        }
    }

    @Test
    void aServerThatIsGoneIsAProblemInAFrame() throws Exception {
        var out = new UntilRound(Integer.MAX_VALUE);
        int port;
        try (var server = new TestServer()) {
            port = server.port();
        }
        var plan =
                new SwarmPlan(
                        "127.0.0.1",
                        port,
                        "#lab",
                        2,
                        1,
                        1,
                        0,
                        64,
                        1,
                        0,
                        Duration.ZERO,
                        Duration.ofSeconds(50));

        // The input never ends: this must end by itself.
        boolean hasVerdict =
                new SwarmFollow(plan, Duration.ZERO, new PrintWriter(out)).run(out.input());

        assertThat(hasVerdict).isFalse();
        assertThat(out.toString()).contains("\"phase\":\"failed\"", "No chat server answers");
    }
}
