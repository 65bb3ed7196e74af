package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.server.command.Commands;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.config.ServerOptions;
import chatlab.server.delivery.QueuedOutbox;
import chatlab.server.limits.Limits;
import chatlab.server.limits.ServerLimits;
import chatlab.server.session.Network;
import chatlab.server.session.Session;
import chatlab.server.watch.Stats;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Clients that vanish, are too many, or send anything; the same under every delivery policy.
class HardeningTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(40);

    @ParameterizedTest
    @EnumSource
    void aClientThatDoesNotRegisterIsDisconnected(DeliveryPolicy delivery) throws Exception {
        var limits = new ServerLimits(100, 100, SHORT, LONG, LONG, 0);
        try (var server = start(delivery, limits, null);
                var mute = new Peer(server)) {
            assertThat(mute.line()).contains("ERROR").contains("Registration timeout");
            assertThat(mute.line()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSilentClientIsPingedAndThenDisconnected(DeliveryPolicy delivery) throws Exception {
        var limits = new ServerLimits(100, 100, LONG, SHORT, SHORT, 0);
        try (var server = start(delivery, limits, null);
                var silent = new Peer(server)) {
            silent.register("silent");

            silent.until("PING"); // under load even before the end of the welcome
            assertThat(silent.until("ERROR").getLast().parameter(0)).contains("Ping timeout");
            assertThat(silent.line()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatAnswersPingsStays(DeliveryPolicy delivery) throws Exception {
        var limits = new ServerLimits(100, 100, LONG, SHORT, LONG, 0);
        try (var server = start(delivery, limits, null);
                var quiet = new Peer(server)) {
            quiet.register("quiet");
            for (int i = 0; i < 3; i++) {
                assertThat(quiet.until("PING").getLast().parameter(0)).isEqualTo("chat.lab");
                quiet.send("PONG chat.lab");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientBeyondTheLimitIsRefusedUntilAPlaceIsFree(DeliveryPolicy delivery) throws Exception {
        var limits = new ServerLimits(1, 100, LONG, LONG, LONG, 0);
        try (var server = start(delivery, limits, null)) {
            try (var first = Peer.registered(server, "first");
                    var second = new Peer(server)) {
                assertThat(second.line()).contains("The server is full");
                first.send("QUIT");
                while (first.line() != null) {}
            }
            try (var third = Peer.registered(server, "third")) {
                assertThat(third.drain()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientNeedsThePassword(DeliveryPolicy delivery) throws Exception {
        try (var server = start(delivery, ServerLimits.DEFAULT, "sesame")) {
            try (var wrong = new Peer(server)) {
                wrong.send("PASS simsim");
                wrong.send("NICK ann");
                wrong.send("USER ann 0 * :Ann");
                assertThat(wrong.line()).isEqualTo(":chat.lab 464 ann :Password incorrect");
                assertThat(wrong.line()).contains("ERROR").contains("Bad password");
            }
            try (var right = new Peer(server)) {
                right.send("PASS sesame");
                right.send("NICK ann");
                right.send("USER ann 0 * :Ann");
                assertThat(right.until("376")).isNotEmpty();
            }
        }
    }

    @Test
    void aChannelBeyondTheLimitIsRefused() throws Exception {
        try (var server = start(DeliveryPolicy.QUEUED, ServerLimits.DEFAULT, null);
                var ann = Peer.registered(server, "ann")) {
            for (int i = 0; i < Limits.CHANNELS; i++) ann.ask("JOIN #channel" + i);

            assertThat(ann.ask("JOIN #last"))
                    .containsExactly(":chat.lab 405 ann #last :You have joined too many channels");
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomBytesHarmOnlyTheirSender(DeliveryPolicy delivery) throws Exception {
        var random = new Random(1);
        try (var server = start(delivery, ServerLimits.DEFAULT, null);
                var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.in(server, "bob", "#lab");
                var fuzz = new Peer(server)) {
            ann.drain();
            fuzz.sendRaw("NICK fuzz\r\nUSER f 0 * :f\r\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 2_000; i++) fuzz.sendRaw(noise(random));
            fuzz.sendRaw(new byte[100_000]); // NULs without a line end
            fuzz.hangUp();
            while (fuzz.line() != null) {}

            ann.send("PRIVMSG #lab :still here");
            ann.drain();

            assertThat(bob.drain()).contains(":ann!ann@127.0.0.1 PRIVMSG #lab :still here");
            assertThat(server.stats().snapshot().strategyErrors()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomLinesHarmOnlyTheirSender(DeliveryPolicy delivery) throws Exception {
        int lines = 100_000 / DeliveryPolicy.values().length;
        var random = new Random(2);
        try (var server = start(delivery, ServerLimits.DEFAULT, null);
                var ann = Peer.in(server, "ann", "#lab")) {
            for (int sent = 0; sent < lines; ) {
                try (var fuzz = new Peer(server)) {
                    var reading = Thread.ofVirtual().name("reader").start(fuzz::skipAll);
                    sent += sendNoise(fuzz, random, Math.min(2_000, lines - sent));
                    fuzz.cut();
                    reading.join();
                }
            }

            assertThat(ann.drain()).allMatch(line -> line.startsWith(":fuzz"));
            assertThat(server.stats().snapshot().strategyErrors()).isZero();
        }
    }

    /// Half of the time without registration. Ends early if the server ends the connection.
    private static int sendNoise(Peer fuzz, Random random, int lines) throws IOException {
        int sent = 0;
        try {
            if (random.nextBoolean()) {
                fuzz.send("NICK fuzz");
                fuzz.send("USER f 0 * :f");
            }
            for (; sent < lines; sent++) fuzz.sendRaw(noise(random));
        } catch (SocketException _) {
            // for example after a QUIT or a KILL
        }
        return sent + 1;
    }

    @ParameterizedTest
    @EnumSource
    void aLineMayArriveByteByByte(DeliveryPolicy delivery) throws Exception {
        try (var server = start(delivery, ServerLimits.DEFAULT, null);
                var ann = Peer.registered(server, "ann")) {
            for (byte one : "PING héllo\r\n".getBytes(StandardCharsets.UTF_8)) {
                ann.sendRaw(new byte[] {one});
            }

            assertThat(ann.line()).isEqualTo(":chat.lab PONG chat.lab héllo");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMegabyteWithoutALineEndIsOneLineThatIsTooLong(DeliveryPolicy delivery) throws Exception {
        try (var server = start(delivery, ServerLimits.DEFAULT, null);
                var ann = Peer.registered(server, "ann")) {
            ann.sendRaw(new byte[1_000_000]);

            assertThat(ann.ask("")).containsExactly(":chat.lab 417 ann :Input line was too long");
        }
    }

    @ParameterizedTest
    @EnumSource
    void invalidUtf8BecomesTheReplacementCharacterAndLinesWithNulAreIgnored(DeliveryPolicy delivery)
            throws Exception {
        try (var server = start(delivery, ServerLimits.DEFAULT, null);
                var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.in(server, "bob", "#lab")) {
            ann.drain();
            ann.sendRaw("PRIVMSG #lab :caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));
            ann.send("PRIVMSG #lab :nul\0byte");
            ann.send("PRIVMSG #lab :after");
            assertThat(ann.drain().toString())
                    .contains(" WARN PRIVMSG INVALID_UTF8 :", " 421 ann ");

            assertThat(bob.drain())
                    .containsExactly(
                            ":ann!ann@127.0.0.1 PRIVMSG #lab :caf\uFFFD",
                            ":ann!ann@127.0.0.1 PRIVMSG #lab :after");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECT") // it has no outbox
    void aClientThatAsksAndDoesNotReadIsNotReadEither(DeliveryPolicy delivery) throws Exception {
        int questions = 5_000;
        try (var server = start(delivery, ServerLimits.DEFAULT, null);
                var ann = Peer.registered(server, "ann");
                var bob = Peer.registered(server, "bob")) {
            int lines = ann.ask("HELP").size();

            ann.sendRaw("HELP\r\n".repeat(questions).getBytes(StandardCharsets.UTF_8));
            bob.drain();
            for (int i = 0; i < questions; i++) assertThat(ann.until("706")).hasSize(lines);

            assertThat(server.stats().snapshot().outboxHighWater())
                    .isLessThanOrEqualTo(new ServerOptions().outbox + lines);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // this is the bug
    void aBugInACommandEndsThatSessionOnly() throws Exception {
        var config = ServerConfig.of(Catalogue.find("cow", List.of()));
        var network = new Network(config, new Stats());
        var outbox =
                new QueuedOutbox(
                        new Socket(), () -> {}, config, network.stats(), network.crowding());
        var session = new Session(network, outbox, InetAddress.getLoopbackAddress());

        Commands.handle(session, null);

        assertThat(session.quitReason()).contains("Internal error");
    }

    private static final List<String> WORDS =
            List.of(
                    "JOIN",
                    "PART",
                    "PRIVMSG",
                    "NOTICE",
                    "TOPIC",
                    "NAMES",
                    "LIST",
                    "WHO",
                    "WHOIS",
                    "MODE",
                    "ISON",
                    "USERHOST",
                    "AWAY",
                    "CAP",
                    "PASS",
                    "NICK",
                    "USER",
                    "PING",
                    "PONG",
                    "MOTD",
                    "LUSERS",
                    "VERSION",
                    "KICK",
                    "INVITE",
                    "OPER",
                    "KILL",
                    "WALLOPS",
                    "TAGMSG",
                    "SETNAME",
                    "WHOWAS",
                    "HELP",
                    "STATS",
                    "TIME",
                    "+ovbklimnst",
                    "-ovbk",
                    "message-tags",
                    "@+a=b",
                    "LS",
                    "END",
                    "REQ",
                    "#x",
                    "#y,#z",
                    ":",
                    "::",
                    "*",
                    "+i",
                    "-i+b",
                    "b",
                    "0",
                    "fuzz",
                    "@a=b",
                    ":src",
                    ",",
                    "\0",
                    "é",
                    "\r",
                    "#\u0007",
                    "x".repeat(300));

    private static byte[] noise(Random random) {
        if (random.nextInt(4) == 0) {
            var bytes = new byte[random.nextInt(700)];
            random.nextBytes(bytes);
            return bytes;
        }
        var line = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            line.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ChatServer start(
            DeliveryPolicy delivery, ServerLimits limits, @Nullable String password)
            throws Exception {
        return ChatServer.start(
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> {
                            options.delivery = delivery;
                            options.maxSessions = limits.sessions();
                            options.maxPerAddress = limits.perAddress();
                            options.registration = limits.registration();
                            options.idle = limits.silence();
                            options.patience = limits.patience();
                            options.flood = limits.flood();
                            options.password = password;
                        }));
    }
}
