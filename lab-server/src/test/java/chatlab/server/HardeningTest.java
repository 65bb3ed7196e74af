package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.strategies.Catalogue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Clients that vanish, crowd, or send anything at all; the same under every delivery policy.
class HardeningTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(40);

    @ParameterizedTest
    @EnumSource
    void aClientThatDoesNotRegisterIsTurnedOut(DeliveryPolicy delivery) throws Exception {
        var limits = new ServerLimits(100, 100, SHORT, LONG, LONG, 0);
        try (var server = start(delivery, limits, null);
                var mute = new Peer(server)) {
            assertThat(mute.line()).contains("ERROR").contains("Registration timeout");
            assertThat(mute.line()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSilentClientIsPingedAndThenEnded(DeliveryPolicy delivery) throws Exception {
        var limits = new ServerLimits(100, 100, LONG, SHORT, SHORT, 0);
        try (var server = start(delivery, limits, null);
                var silent = Peer.registered(server, "silent")) {
            assertThat(silent.line()).isEqualTo("PING chat.lab");
            assertThat(silent.line()).contains("ERROR").contains("Ping timeout");
            assertThat(silent.line()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatAnswersPingsStays(DeliveryPolicy delivery) throws Exception {
        var limits = new ServerLimits(100, 100, LONG, SHORT, LONG, 0);
        try (var server = start(delivery, limits, null);
                var quiet = Peer.registered(server, "quiet")) {
            for (int i = 0; i < 3; i++) {
                assertThat(quiet.line()).isEqualTo("PING chat.lab");
                quiet.send("PONG chat.lab");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneTooManyIsToldSoAndAPlaceThatIsFreeAgainIsGiven(DeliveryPolicy delivery)
            throws Exception {
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
    void aPasswordIsAskedFor(DeliveryPolicy delivery) throws Exception {
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
    void oneMoreChannelThanAllowedIsRefused() throws Exception {
        try (var server = start(DeliveryPolicy.QUEUED, ServerLimits.DEFAULT, null);
                var ann = Peer.registered(server, "ann")) {
            for (int i = 0; i < Limits.CHANNELS; i++) ann.ask("JOIN #channel" + i);

            assertThat(ann.ask("JOIN #last"))
                    .containsExactly(":chat.lab 405 ann #last :You have joined too many channels");
        }
    }

    @Test
    void addressesOtherThanTheLoopbackAreCounted() throws Exception {
        var places = new Places(new ServerLimits(100, 1, LONG, LONG, LONG, 0));
        var far = InetAddress.ofLiteral("192.0.2.1");

        assertThat(places.enter(far)).isEmpty();
        assertThat(places.enter(far)).contains("Too many connections from your address");
        assertThat(places.sessions()).isEqualTo(1);
        places.leave(far);

        assertThat(places.enter(far)).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(places.enter(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyBytesAtAllCostOnlyTheirSender(DeliveryPolicy delivery) throws Exception {
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
                ServerConfig.builder(Catalogue.find("cow", List.of())).delivery(delivery).limits(limits).password(password).build());
    }
}
