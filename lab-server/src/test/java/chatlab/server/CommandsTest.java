package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.strategies.Catalogue;
import chatlab.strategies.StrategyNotFoundException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The replies that clients wait for, to the letter.
class CommandsTest {
    private ChatServer server;
    private Peer ann;

    @BeforeEach
    void start() throws IOException, StrategyNotFoundException {
        server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())));
        ann = Peer.in(server, "ann", "#lab");
    }

    @AfterEach
    void stop() throws IOException {
        ann.close();
        server.close();
    }

    @Test
    void registrationAnswersInTheOrderThatClientsExpect() throws IOException {
        try (var bob = new Peer(server)) {
            bob.send("NICK bob");
            bob.send("USER bob 0 * :Bob");

            assertThat(bob.until("376"))
                    .extracting(message -> message.command())
                    .containsExactly(
                            "001", "002", "003", "004", "005", "005", "251", "252", "253", "254",
                            "255", "265", "266", "375", "372", "372", "376");
        }
    }

    @Test
    void registrationWaitsForTheEndOfCapabilityNegotiation() throws IOException {
        try (var bob = new Peer(server)) {
            assertThat(bob.ask("CAP LS 302")).first().asString().startsWith(":chat.lab CAP * LS :");
            assertThat(bob.ask("NICK bob")).isEmpty();
            assertThat(bob.ask("USER bob 0 * :Bob")).isEmpty();
            assertThat(bob.ask("CAP REQ :sasl")).containsExactly(":chat.lab CAP bob NAK sasl");

            assertThat(bob.ask("CAP END")).first().asString().contains(" 001 bob :Welcome");
        }
    }

    @Test
    void whatComesBeforeRegistrationIsRefused() throws IOException {
        try (var bob = new Peer(server)) {
            assertThat(bob.ask("JOIN :"))
                    .containsExactly(":chat.lab 451 * :You have not registered");
            assertThat(bob.ask("FLY")).containsExactly(":chat.lab 451 * :You have not registered");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    FLY                      | 421 ann FLY :Unknown command
                    NICK                     | 431 ann :No nickname given
                    NICK 1st                 | 432 ann 1st :Erroneous nickname
                    NICK :                   | 431 ann :No nickname given
                    USER a b c d             | 462 ann :You may not reregister
                    PASS x                   | 462 ann :You may not reregister
                    USER a                   | 461 ann USER :Not enough parameters
                    JOIN                     | 461 ann JOIN :Not enough parameters
                    JOIN lab                 | 403 ann lab :No such channel
                    JOIN :                   | 403 ann * :No such channel
                    JOIN :#a b               | 403 ann #a :No such channel
                    PART #nowhere            | 403 ann #nowhere :No such channel
                    PRIVMSG                  | 411 ann :No recipient given (PRIVMSG)
                    PRIVMSG #lab             | 412 ann :No text to send
                    PRIVMSG #lab :           | 412 ann :No text to send
                    PRIVMSG nobody :hi       | 401 ann nobody :No such nick/channel
                    PRIVMSG #nowhere :hi     | 403 ann #nowhere :No such channel
                    NOTICE nobody :hi        | none
                    NOTICE                   | none
                    TOPIC #lab               | 331 ann #lab :No topic is set
                    TOPIC #nowhere           | 403 ann #nowhere :No such channel
                    NAMES                    | 366 ann * :End of /NAMES list
                    NAMES #nowhere           | 366 ann #nowhere :End of /NAMES list
                    WHOIS                    | 431 ann :No nickname given
                    ISON bob ANN             | 303 ann ann
                    ISON :x y                | 303 ann :
                    USERHOST ann             | 302 ann ann=+ann@127.0.0.1
                    AWAY                     | 305 ann :You are no longer marked as being away
                    AWAY :lunch              | 306 ann :You have been marked as being away
                    MODE #lab b              | 368 ann #lab :End of channel ban list
                    MODE #lab +b             | 368 ann #lab :End of channel ban list
                    MODE #lab +x             | 472 ann x :is unknown mode char to me
                    MODE #nowhere            | 403 ann #nowhere :No such channel
                    MODE ann                 | 221 ann +
                    MODE ann +x              | 501 ann :Unknown MODE flag
                    MODE nobody              | 401 ann nobody :No such nick/channel
                    PING                     | 409 ann :No origin specified
                    CAP FLY                  | 410 ann FLY :Invalid CAP command
                    """)
    void eachAnswerIsToTheLetter(String line, String answer) throws IOException {
        var answers = ann.ask(line);

        if (answer == null) {
            assertThat(answers).isEmpty();
        } else {
            assertThat(answers).containsExactly(":chat.lab " + answer);
        }
    }

    @Test
    void aPingIsAnsweredWithItsToken() throws IOException {
        ann.send("PING :a token");

        assertThat(ann.line()).isEqualTo(":chat.lab PONG chat.lab :a token");
    }

    @Test
    void aTopicIsToldWithItsAuthorAndTime() throws IOException {
        try (var bob = Peer.in(server, "bob", "#lab")) {
            ann.drain();

            assertThat(ann.ask("TOPIC #lab :of today"))
                    .containsExactly(":ann!ann@127.0.0.1 TOPIC #lab :of today");
            assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 TOPIC #lab :of today");
            var told = bob.ask("TOPIC #lab");
            assertThat(told.get(0)).isEqualTo(":chat.lab 332 bob #lab :of today");
            assertThat(told.get(1))
                    .matches(":chat\\.lab 333 bob #lab ann!ann@127\\.0\\.0\\.1 \\d{10}");
        }
    }

    @Test
    void anOutsiderCanNeitherSpeakInAChannelNorSetItsTopic() throws IOException {
        try (var bob = Peer.registered(server, "bob")) {
            assertThat(bob.ask("PRIVMSG #lab :hi"))
                    .containsExactly(":chat.lab 404 bob #lab :Cannot send to channel");
            assertThat(bob.ask("TOPIC #lab :mine"))
                    .containsExactly(":chat.lab 442 bob #lab :You're not on that channel");
            assertThat(bob.ask("PART #lab"))
                    .containsExactly(":chat.lab 442 bob #lab :You're not on that channel");
            assertThat(ann.drain()).isEmpty();
        }
    }

    @Test
    void aChannelIsListedWithItsUsersAndTopic() throws IOException {
        ann.ask("TOPIC #lab :of today");

        assertThat(ann.ask("LIST"))
                .containsExactly(
                        ":chat.lab 321 ann Channel :Users  Name",
                        ":chat.lab 322 ann #lab 1 :of today",
                        ":chat.lab 323 ann :End of /LIST");
        assertThat(ann.ask("LIST #other")).hasSize(2);
    }

    @Test
    void whoDescribesTheUsersOfAChannel() throws IOException {
        assertThat(ann.ask("WHO #lab"))
                .containsExactly(
                        ":chat.lab 352 ann #lab ann 127.0.0.1 chat.lab ann H@ :0 ann of the tests",
                        ":chat.lab 315 ann #lab :End of WHO list");
        assertThat(ann.ask("WHO a?n")).hasSize(2);
        assertThat(ann.ask("WHO nobody")).hasSize(1);
    }

    @Test
    void theInvisibleAreSeenOnlyByThoseWhoShareAChannel() throws IOException {
        try (var bob = Peer.registered(server, "bob")) {
            assertThat(ann.ask("MODE ann +i")).containsExactly(":ann!ann@127.0.0.1 MODE ann +i");

            assertThat(bob.ask("WHO a*")).hasSize(1);
            assertThat(bob.ask("WHO ann")).hasSize(2);
            bob.ask("JOIN #lab");
            assertThat(bob.ask("WHO a*")).hasSize(2);
        }
    }

    @Test
    void whoisTellsTheUserTheChannelsAndTheServer() throws IOException {
        var told = ann.ask("WHOIS ann");

        assertThat(told.get(0))
                .isEqualTo(":chat.lab 311 ann ann ann 127.0.0.1 * :ann of the tests");
        assertThat(told.get(1)).isEqualTo(":chat.lab 319 ann ann @#lab");
        assertThat(told.get(2)).isEqualTo(":chat.lab 312 ann ann chat.lab :Chat Lab");
        assertThat(told.get(3))
                .matches(":chat\\.lab 317 ann ann \\d+ \\d{10} :seconds idle, signon time");
        assertThat(told.get(4)).isEqualTo(":chat.lab 318 ann ann :End of /WHOIS list");
        assertThat(ann.ask("WHOIS nobody"))
                .containsExactly(
                        ":chat.lab 401 ann nobody :No such nick/channel",
                        ":chat.lab 318 ann nobody :End of /WHOIS list");
    }

    @Test
    void whoWritesToOneAwayIsTold() throws IOException {
        try (var bob = Peer.registered(server, "bob")) {
            bob.ask("AWAY :at lunch");

            assertThat(ann.ask("PRIVMSG BOB :there?"))
                    .containsExactly(":chat.lab 301 ann bob :at lunch");
            assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 PRIVMSG bob there?");
        }
    }

    @Test
    void aChannelTellsItsModesAndAge() throws IOException {
        var told = ann.ask("MODE #lab");

        assertThat(told.get(0)).isEqualTo(":chat.lab 324 ann #lab +n");
        assertThat(told.get(1)).matches(":chat\\.lab 329 ann #lab \\d{10}");
    }

    @Test
    void namesDifferOnlyByCaseAreTheSame() throws IOException {
        try (var bob = Peer.registered(server, "bob")) {
            assertThat(bob.ask("NICK ANN"))
                    .containsExactly(":chat.lab 433 bob ANN :Nickname is already in use");
            assertThat(bob.ask("JOIN #LAB")).first().isEqualTo(":bob!bob@127.0.0.1 JOIN #lab");
        }
        assertThat(ann.ask("NICK Ann")).contains(":ann!ann@127.0.0.1 NICK Ann");
    }

    @Test
    void joinZeroLeavesAll() throws IOException {
        ann.ask("JOIN #two");

        assertThat(ann.ask("JOIN 0"))
                .containsExactlyInAnyOrder(
                        ":ann!ann@127.0.0.1 PART #lab", ":ann!ann@127.0.0.1 PART #two");
    }

    @Test
    void aLineThatIsTooLongIsRefusedAndTheNextIsHeard() throws IOException {
        assertThat(ann.ask("PRIVMSG #lab :" + "x".repeat(600)))
                .containsExactly(":chat.lab 417 ann :Input line was too long");
    }

    @Test
    void aRelayedLineIsCutAtTheLimit() throws IOException {
        try (var bob = Peer.in(server, "bob", "#lab")) {
            bob.ask("PRIVMSG #lab :" + "x".repeat(490));

            var relayed = ann.until("PRIVMSG").getLast().format();

            assertThat(relayed.getBytes(StandardCharsets.UTF_8)).hasSize(510);
        }
    }

    @Test
    void lineFeedsAloneAndEmptyLinesWillDo() throws IOException {
        ann.sendRaw("\n\r\n\nPING one\nPING two\n".getBytes(StandardCharsets.UTF_8));

        assertThat(ann.line()).isEqualTo(":chat.lab PONG chat.lab one");
        assertThat(ann.line()).isEqualTo(":chat.lab PONG chat.lab two");
    }

    @Test
    void manyNamesAreSpreadOverLinesThatFit() throws IOException {
        var crowd =
                new ArrayList<Peer>(); // who is not held on to is closed by the garbage collector
        for (int i = 0; i < 60; i++) {
            crowd.add(Peer.in(server, "averyveryverylongnickname" + i, "#lab"));
        }
        ann.drain();

        var names = ann.ask("NAMES #lab");

        assertThat(names).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(510));
        assertThat(String.join(" ", names).split("averyveryverylongnickname", -1)).hasSize(61);
        for (var peer : crowd) peer.close();
    }
}
