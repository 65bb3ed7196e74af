package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.protocol.Message;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.config.ThreadPolicy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What users see; the same under every delivery policy and thread policy.
@ParameterizedClass(name = "{0} delivery, {1} threads")
@MethodSource("policies")
class ChatServerTest {
    private final DeliveryPolicy delivery;
    private final ThreadPolicy threads;
    private ChatServer server;

    ChatServerTest(DeliveryPolicy delivery, ThreadPolicy threads) {
        this.delivery = delivery;
        this.threads = threads;
    }

    static Stream<Arguments> policies() {
        return Stream.of(DeliveryPolicy.values())
                .flatMap(d -> Stream.of(ThreadPolicy.values()).map(t -> Arguments.of(d, t)));
    }

    @BeforeEach
    void start() throws IOException, StrategyNotFoundException {
        server =
                ChatServer.start(
                        ServerConfig.of(
                                Catalogue.find("cow", List.of()),
                                options -> {
                                    options.threads = threads;
                                    options.delivery = delivery;
                                }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageReachesEverybodyElseInTheChannelAndNotItsSender() throws IOException {
        try (var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.in(server, "bob", "#lab");
                var eve = Peer.in(server, "eve", "#other")) {
            ann.drain();

            ann.send("PRIVMSG #lab :hello, world");

            assertThat(ann.drain()).isEmpty();
            assertThat(bob.drain())
                    .containsExactly(":ann!ann@127.0.0.1 PRIVMSG #lab :hello, world");
            assertThat(eve.drain()).isEmpty();
        }
    }

    @Test
    void theJoinerSeesItsJoinThenTheNamesAndTheOthersSeeTheJoin() throws IOException {
        try (var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.registered(server, "bob")) {
            var seen = bob.ask("JOIN #lab");

            assertThat(seen.getFirst()).isEqualTo(":bob!bob@127.0.0.1 JOIN #lab");
            assertThat(seen.get(1)).isEqualTo(":chat.lab 353 bob = #lab :@ann bob");
            assertThat(seen.get(2)).isEqualTo(":chat.lab 366 bob #lab :End of /NAMES list");
            assertThat(ann.drain()).containsExactly(":bob!bob@127.0.0.1 JOIN #lab");
        }
    }

    @Test
    void partingIsSeenByAllAndEndsTheMessages() throws IOException {
        try (var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.in(server, "bob", "#lab")) {
            ann.drain();

            var seen = bob.ask("PART #lab :so long");
            ann.send("PRIVMSG #lab :anyone?");

            assertThat(seen).containsExactly(":bob!bob@127.0.0.1 PART #lab :so long");
            assertThat(ann.drain()).containsExactly(":bob!bob@127.0.0.1 PART #lab :so long");
            assertThat(bob.drain()).isEmpty();
        }
    }

    @Test
    void peersInSeveralChannelsSeeANickChangeOnce() throws IOException {
        try (var ann = Peer.in(server, "ann", "#one", "#two");
                var bob = Peer.in(server, "bob", "#one", "#two")) {
            ann.drain();
            bob.drain();

            var own = bob.ask("NICK robert");

            assertThat(own).containsExactly(":bob!bob@127.0.0.1 NICK robert");
            assertThat(ann.drain()).containsExactly(":bob!bob@127.0.0.1 NICK robert");
        }
    }

    @Test
    void peersInSeveralChannelsSeeAQuitOnce() throws IOException {
        try (var ann = Peer.in(server, "ann", "#one", "#two");
                var bob = Peer.in(server, "bob", "#one", "#two")) {
            ann.drain();

            bob.send("QUIT :gone home");
            while (bob.line() != null) {}

            assertThat(ann.until("QUIT"))
                    .containsExactly(Message.from("bob!bob@127.0.0.1", "QUIT", "Quit: gone home"));
            assertThat(ann.drain()).isEmpty();
        }
    }

    @Test
    void aLostConnectionIsAQuit() throws IOException {
        try (var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.in(server, "bob", "#lab")) {
            ann.drain();

            bob.hangUp();

            assertThat(ann.until("QUIT").getLast().parameter(0)).isEqualTo("Connection closed");
            assertThat(bob.until("ERROR")).isNotEmpty();
        }
    }

    @Test
    void aClientThatQuitsGetsAGoodbyeAndItsNickIsFree() throws IOException {
        try (var ann = Peer.registered(server, "ann")) {
            ann.send("QUIT");

            assertThat(ann.line()).isEqualTo("ERROR :Closing link: 127.0.0.1 (Quit: )");
            assertThat(ann.line()).isNull();
        }
        try (var again = Peer.registered(server, "ann")) {
            assertThat(again.drain()).isEmpty();
        }
    }

    @Test
    void oneClientGetsANickThatManyRequestAtOnce() throws Exception {
        int askers = 16;
        var peers = new ArrayList<Peer>();
        for (int i = 0; i < askers; i++) peers.add(new Peer(server));

        for (var peer : peers) peer.send("NICK same");
        long refused = 0;
        for (var peer : peers)
            refused += peer.drain().stream().filter(l -> l.contains(" 433 ")).count();

        assertThat(refused).isEqualTo(askers - 1);
        for (var peer : peers) peer.close();
    }

    @Test
    void joinsAtTheSameTimeAllSucceed() throws IOException {
        var peers = new ArrayList<Peer>();
        for (int i = 0; i < 32; i++) peers.add(Peer.registered(server, "p" + i));

        for (var peer : peers) peer.send("JOIN #lab");
        for (var peer : peers) peer.until("366");
        for (var peer : peers) peer.drain();
        peers.getFirst().send("PRIVMSG #lab :all here?");
        peers.getFirst().drain();

        for (var peer : peers.subList(1, peers.size())) {
            assertThat(peer.drain()).containsExactly(":p0!p0@127.0.0.1 PRIVMSG #lab :all here?");
        }
        for (var peer : peers) peer.close();
    }

    @Test
    void messagesOfOneSenderArriveInOrder() throws IOException {
        try (var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.in(server, "bob", "#lab")) {
            ann.drain();
            var sent = IntStream.range(0, 500).mapToObj(i -> "PRIVMSG #lab :n " + i).toList();

            ann.sendRaw((String.join("\r\n", sent) + "\r\n").getBytes(StandardCharsets.UTF_8));
            ann.drain();

            assertThat(bob.drain())
                    .isEqualTo(sent.stream().map(m -> ":ann!ann@127.0.0.1 " + m).toList());
        }
    }

    @Test
    void aChannelEndsWhenItsLastMemberLeaves() throws IOException {
        try (var ann = Peer.in(server, "ann", "#lab")) {
            ann.ask("TOPIC #lab :of today");

            ann.ask("PART #lab");

            assertThat(ann.ask("MODE #lab"))
                    .containsExactly(":chat.lab 403 ann #lab :No such channel");
            assertThat(ann.ask("JOIN #lab")).noneMatch(line -> line.contains(" 332 "));
        }
    }

    @Test
    void closingTellsEveryClientAndLeavesNoThread() throws Exception {
        try (var ann = Peer.in(server, "ann", "#lab")) {
            server.close();

            assertThat(ann.line())
                    .isEqualTo("ERROR :Closing link: 127.0.0.1 (Server shutting down)");
            assertThat(ann.line()).isNull();
        }
        assertThat(server.connections()).isZero();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().matches("session.*|listener")) {
                assertThat(thread.join(Duration.ofSeconds(60))).as(thread.getName()).isTrue();
            }
        }
    }

    @Test
    void closingTwiceIsLikeClosingOnce() {
        server.close();
        server.close();

        assertThat(server.connections()).isZero();
    }

    @Test
    void aTakenPortIsRefused() throws StrategyNotFoundException {
        var taken =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> options.port = server.address().getPort());

        assertThatThrownBy(() -> ChatServer.start(taken)).isInstanceOf(BindException.class);
    }
}
