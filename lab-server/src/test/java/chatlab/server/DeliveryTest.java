package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.OverflowPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.config.ThreadPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the others get when a client does not read or a strategy throws.
class DeliveryTest {
    private static final String TEXT = "x".repeat(450);

    @TempDir private Path folder;

    @Test
    void aClientThatDoesNotReadIsDisconnectedWhenItsOutboxIsFull() throws Exception {
        try (var server = queued(16, OverflowPolicy.DISCONNECT);
                var stalled = Peer.in(server, "stalled", "#lab");
                var ann = Peer.in(server, "ann", "#lab")) {
            boolean gone = false;
            while (!gone) {
                gone =
                        ann.ask("PRIVMSG #lab :" + TEXT).stream()
                                .anyMatch(line -> line.contains("QUIT"));
            }

            assertThat(server.stats().snapshot().overflows()).isPositive();
            while (!ann.ask("ISON stalled").contains(":chat.lab 303 ann :")) {
                // The nick is free only after everybody has been told.
            }
            assertThat(stalled).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECT") // it has no outbox
    void aClientThatDoesNotReadLearnsHowManyMessagesItLostAndWhere(DeliveryPolicy delivery)
            throws Exception {
        try (var server = started(delivery, 16, OverflowPolicy.DROP);
                var stalled = Peer.in(server, "stalled", "#lab");
                var ann = Peer.in(server, "ann", "#lab")) {
            stalled.until("JOIN"); // ann's
            int sent = 0;
            while (server.stats().snapshot().overflows() < 1_000) {
                var lines = new StringBuilder();
                for (int i = 0; i < 50; i++) {
                    lines.append("PRIVMSG #lab :").append(sent++).append(TEXT).append("\r\n");
                }
                ann.ask(lines.toString());
            }

            assertThat(ann.ask("ISON stalled")).containsExactly(":chat.lab 303 ann :stalled");
            assertThat(accountedFor(stalled.drain())).isEqualTo(sent);
            assertThat(server.stats().snapshot().outboxHighWater()).isLessThanOrEqualTo(18);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECT") // it has no outbox
    void aClientThatHangsUpAndDoesNotReadItsLastLinesIsCutOff(DeliveryPolicy delivery)
            throws Exception {
        var config =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> {
                            options.delivery = delivery;
                            options.outbox = 16;
                            options.overflow = OverflowPolicy.DROP;
                            options.patience = Duration.ofMillis(100);
                        });
        try (var server = ChatServer.start(config);
                var stalled = Peer.in(server, "stalled", "#lab");
                var ann = Peer.in(server, "ann", "#lab")) {
            var lines = ("PRIVMSG #lab :" + TEXT + "\r\n").repeat(50);
            while (server.stats().snapshot().overflows() < 1_000) ann.ask(lines);

            stalled.hangUp();

            while (server.connections() > 1) ann.drain();
            assertThat(ann.ask("ISON stalled")).contains(":chat.lab 303 ann :"); // after a QUIT
        }
    }

    /// The number of messages that arrived or were reported lost. Each gap must be where it was
    /// reported.
    private static int accountedFor(List<String> lines) {
        int next = 0;
        for (var line : lines) {
            if (line.contains("PRIVMSG #lab")) {
                assertThat(line).contains(" :" + next + "x");
                next++;
            } else {
                assertThat(line).containsPattern("NOTICE . :You have lost \\d+ messages");
                next += Integer.parseInt(line.replaceAll("\\D", ""));
            }
        }
        return next;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECT") // it has no outbox
    void anOutboxIsAlsoFullWhenItHoldsTooManyBytes(DeliveryPolicy delivery) throws Exception {
        var config =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> {
                            options.delivery = delivery;
                            options.outboxBytes = ServerConfig.MIN_OUTBOX_BYTES;
                            options.overflow = OverflowPolicy.DROP;
                        });
        try (var server = ChatServer.start(config);
                var stalled = Peer.registered(server, "stalled");
                var ann = Peer.registered(server, "ann")) {
            stalled.ask("CAP REQ message-tags");
            ann.ask("CAP REQ message-tags");
            stalled.ask("JOIN #lab");
            ann.ask("JOIN #lab");
            var lines = ("@+tag=" + "x".repeat(4000) + " PRIVMSG #lab :hi\r\n").repeat(50);

            while (server.stats().snapshot().overflows() == 0) ann.ask(lines);

            assertThat(server.stats().snapshot().outboxHighWater()).isLessThan(20);
            assertThat(stalled.until("NOTICE").getLast().parameter(1)).contains("You have lost");
        }
    }

    @Test
    void anAnswerLongerThanTheOutboxIsComplete() throws Exception {
        try (var server = queued(4, OverflowPolicy.DISCONNECT);
                var ann = Peer.registered(server, "ann")) {
            for (int i = 0; i < 50; i++) ann.ask("JOIN #channel" + i);

            assertThat(ann.ask("LIST")).hasSize(52);
        }
    }

    @Test
    void closeDoesNotWaitForeverForAClientThatDoesNotRead() throws Exception {
        var direct =
                ServerConfig.of(
                        Catalogue.find("synchronized", List.of()),
                        options -> {
                            options.threads = ThreadPolicy.VIRTUAL;
                            options.delivery = DeliveryPolicy.DIRECT;
                            options.outbox = 1;
                            options.overflow = OverflowPolicy.DROP;
                        });
        var server = ChatServer.start(direct);
        try (var stalled = Peer.in(server, "stalled", "#lab");
                var ann = Peer.in(server, "ann", "#lab")) {
            var flood =
                    Thread.ofPlatform()
                            .name("flood")
                            .start(() -> {
                                try {
                                    while (true) ann.send("PRIVMSG #lab :" + TEXT);
                                } catch (IOException _) {
                                    // the server has cut the connection
                                }
                            });
            long before = -1;
            for (int still = 0; still < 20; ) { // until ann's thread is stuck in a write
                Thread.sleep(10);
                long now = server.stats().snapshot().messages();
                still = now == before ? still + 1 : 0;
                before = now;
            }

            server.close();

            assertThat(server.connections()).isZero();
            flood.join();
            assertThat(stalled).isNotNull();
        }
    }

    @Test
    void anExceptionOfAStrategyCostsOneMessage() throws Exception {
        var strategy =
                strategy(
                        "if (++broadcasts == 3) throw new IllegalStateException(\"in a mood\");",
                        "");
        try (var server = ChatServer.start(ServerConfig.of(strategy));
                var ann = Peer.in(server, "ann", "#lab"); // the first broadcast: ann's JOIN
                var bob = Peer.in(server, "bob", "#lab")) { // the second: bob's
            for (int i = 1; i <= 3; i++) ann.send("PRIVMSG #lab " + i);
            ann.drain();

            assertThat(bob.drain())
                    .containsExactly(
                            ":ann!ann@127.0.0.1 PRIVMSG #lab :2",
                            ":ann!ann@127.0.0.1 PRIVMSG #lab :3");
            assertThat(server.stats().snapshot().strategyErrors()).isEqualTo(1);
            assertThat(server.stats().snapshot().deliveries()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThreadThatAStrategyLeavesInterruptedServesItsClient(DeliveryPolicy delivery)
            throws Exception {
        var strategy = strategy("", "Thread.currentThread().interrupt();");
        try (var server =
                        ChatServer.start(
                                ServerConfig.of(strategy, options -> options.delivery = delivery));
                var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.in(server, "bob", "#lab")) {
            for (int i = 1; i <= 2; i++) ann.send("PRIVMSG #lab " + i);
            ann.drain();

            assertThat(bob.drain())
                    .containsExactly(
                            ":ann!ann@127.0.0.1 PRIVMSG #lab :1",
                            ":ann!ann@127.0.0.1 PRIVMSG #lab :2");
        }
    }

    @Test
    void deliveriesAreCountedOncePerReceiver() throws Exception {
        try (var server = queued(1024, OverflowPolicy.DISCONNECT);
                var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.in(server, "bob", "#lab");
                var eve = Peer.in(server, "eve", "#lab")) {
            ann.send("PRIVMSG #lab hello");
            ann.drain();
            bob.drain();
            eve.drain();

            assertThat(server.stats().snapshot().messages()).isEqualTo(1);
            assertThat(server.stats().snapshot().deliveries()).isEqualTo(2);
        }
    }

    /// A strategy that does something before its deliveries, and after them.
    private CatalogueEntry strategy(String before, String after) throws Exception {
        var source =
                """
                import chatlab.strategies.*;
                import java.util.*;
                import java.util.concurrent.*;

                @Strategy(name = "odd", technique = "a list", guarantees = {})
                public final class Odd<M> implements BroadcastStrategy<M> {
                    private final List<Subscriber<M>> members = new CopyOnWriteArrayList<>();
                    private int broadcasts;
                    public boolean join(Subscriber<M> s) { return members.add(s); }
                    public boolean leave(Subscriber<M> s) { return members.remove(s); }
                    public int broadcast(M message, Subscriber<M> sender) {
                        %s
                        int taken = 0;
                        for (var m : members) if (m != sender && m.deliver(message)) taken++;
                        %s
                        return taken;
                    }
                    public List<Subscriber<M>> subscribers() { return List.copyOf(members); }
                }
                """
                        .formatted(before, after);
        var file = Files.writeString(folder.resolve("Odd.java"), source);
        return Catalogue.find(file.toString(), List.of());
    }

    private static ChatServer queued(int outbox, OverflowPolicy overflow) throws IOException {
        return started(DeliveryPolicy.QUEUED, outbox, overflow);
    }

    private static ChatServer started(DeliveryPolicy delivery, int outbox, OverflowPolicy overflow)
            throws IOException {
        try {
            return ChatServer.start(
                    ServerConfig.of(
                            Catalogue.find("cow", List.of()),
                            options -> {
                                options.delivery = delivery;
                                options.outbox = outbox;
                                options.overflow = overflow;
                            }));
        } catch (chatlab.catalogue.StrategyNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
