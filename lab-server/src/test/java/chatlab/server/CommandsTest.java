package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.limits.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The exact replies that clients wait for.
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
    void theWelcomeHasTheOrderThatClientsExpect() throws IOException {
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

    @ParameterizedTest
    @CsvSource({
        "QUEUED, '- Delivery is queued, by virtual threads'",
        "LOOP, '- Delivery is loop, by one thread'"
    })
    void theMessageOfTheDaySaysWhoDelivers(DeliveryPolicy delivery, String line) throws Exception {
        var config =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()), options -> options.delivery = delivery);
        try (var server = ChatServer.start(config);
                var bob = Peer.in(server, "bob", "#lab")) {
            assertThat(bob.ask("MOTD")).anySatisfy(said -> assertThat(said).endsWith(":" + line));
        }
    }

    @Test
    void registrationWaitsForTheEndOfCapabilityNegotiation() throws IOException {
        try (var bob = new Peer(server)) {
            assertThat(bob.ask("CAP LS 302")).first().asString().startsWith(":chat.lab CAP * LS :");
            assertThat(bob.ask("NICK bob")).isEmpty();
            assertThat(bob.ask("USER bob 0 * :Bob")).isEmpty();
            assertThat(bob.ask("CAP REQ :sasl")).containsExactly(":chat.lab CAP bob NAK :sasl");

            assertThat(bob.ask("CAP END")).first().asString().contains(" 001 bob :Welcome");
        }
    }

    @Test
    void commandsBeforeRegistrationAreRefused() throws IOException {
        try (var bob = new Peer(server)) {
            assertThat(bob.ask("JOIN :")).startsWith(":chat.lab 451 * :You have not registered");
            assertThat(bob.ask("FLY")).startsWith(":chat.lab 451 * :You have not registered");
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
                    NICK 1st                 | 432 ann 1st :Erroneus nickname
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
                    ISON bob ANN             | 303 ann :ann
                    ISON :x y                | 303 ann :
                    USERHOST ann             | 302 ann :ann=+ann@127.0.0.1
                    AWAY                     | 305 ann :You are no longer marked as being away
                    AWAY :lunch              | 306 ann :You have been marked as being away
                    MODE #lab b              | 368 ann #lab :End of channel ban list
                    MODE #lab +b             | 368 ann #lab :End of channel ban list
                    MODE #lab +x             | 472 ann x :is unknown mode char to me
                    MODE #nowhere            | 403 ann #nowhere :No such channel
                    MODE ann                 | 221 ann +
                    MODE ann +x              | 501 ann :Unknown MODE flag
                    MODE nobody              | 401 ann nobody :No such nick/channel
                    MODE bob +i              | 401 ann bob :No such nick/channel
                    OPER root x              | 491 ann :No O-lines for your host
                    KICK #lab                | 461 ann KICK :Not enough parameters
                    WHOWAS                   | 431 ann :No nickname given
                    WHOIS :                  | 431 ann :No nickname given
                    HELP FLY                 | 524 ann FLY :No help available on this topic
                    LINKS elsewhere          | 402 ann elsewhere :No such server
                    MOTD elsewhere           | 402 ann elsewhere :No such server
                    STATS                    | 461 ann STATS :Not enough parameters
                    STATS x                  | 219 ann x :End of /STATS report
                    SETNAME                  | 461 ann SETNAME :Not enough parameters
                    NAMES lab                | 366 ann lab :End of /NAMES list
                    PING :                   | PONG chat.lab :
                    INVITE                   | 337 ann :End of /INVITE list
                    INVITE bob               | 461 ann INVITE :Not enough parameters
                    MODE bob                 | 401 ann bob :No such nick/channel
                    PING                     | 409 ann :No origin specified
                    CAP FLY                  | 410 ann FLY :Invalid CAP command
                    it's me                  | 421 ann it's :Unknown command: the command is neither letters nor three digits
                    /join #lab               | 421 ann /join :Unknown command: the command is neither letters nor three digits
                    ':x'                     | 421 ann * :Unknown command: no command
                    JOIN #caf\uFFFD          | 403 ann #caf\uFFFD :No such channel
                    """)
    void everyAnswerIsExact(String line, String answer) throws IOException {
        var answers = ann.ask(line);

        if (answer == null) {
            assertThat(answers).isEmpty();
        } else {
            assertThat(answers).containsExactly(":chat.lab " + answer);
        }
    }

    @Test
    void anAnswerToALineThatIsNotIrcHoldsNoControlCharacters() throws IOException {
        assertThat(ann.ask("\uFEFF\tNICK\0x"))
                .containsExactly(
                        ":chat.lab 421 ann ??NICK?x :Unknown command: NUL, CR or LF inside the"
                                + " line");
    }

    @Test
    void carriageReturnsBeforeALineEndBelongToIt() throws IOException {
        ann.sendRaw("TOPIC #lab\r\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(ann.line()).isEqualTo(":chat.lab 331 ann #lab :No topic is set");
    }

    @Test
    void aTargetThatIsNamedTwiceGetsTheMessageOnce() throws IOException {
        try (var bob = Peer.registered(server, "bob")) {
            ann.ask("PRIVMSG bob,BOB,bob,bob,bob,bob :hi");

            assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 PRIVMSG bob :hi");
        }
        assertThat(ann.ask("PRIVMSG #lab,#b,#c,#d,bob :x"))
                .last()
                .isEqualTo(":chat.lab 407 ann bob :Too many targets");
    }

    @Test
    void whoZeroMeansEverybody() throws IOException {
        assertThat(ann.ask("WHO 0")).hasSize(2).last().asString().contains(" 315 ann ");
    }

    @Test
    void aPongHasTheTokenOfItsPing() throws IOException {
        ann.send("PING :a token");

        assertThat(ann.line()).isEqualTo(":chat.lab PONG chat.lab :a token");
    }

    @Test
    void aTopicIsShownWithItsAuthorAndTime() throws IOException {
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
    void onlyPeersSeeAnInvisibleUser() throws IOException {
        try (var bob = Peer.registered(server, "bob")) {
            assertThat(ann.ask("MODE ann +i")).containsExactly(":ann!ann@127.0.0.1 MODE ann +i");

            assertThat(bob.ask("WHO a*")).hasSize(1);
            assertThat(bob.ask("WHO ann")).hasSize(2);
            bob.ask("JOIN #lab");
            assertThat(bob.ask("WHO a*")).hasSize(2);
        }
    }

    @Test
    void whoisShowsTheUserTheChannelsAndTheServer() throws IOException {
        var told = ann.ask("WHOIS ann");

        assertThat(told.get(0))
                .isEqualTo(":chat.lab 311 ann ann ann 127.0.0.1 * :ann of the tests");
        assertThat(told.get(1)).isEqualTo(":chat.lab 319 ann ann :@#lab");
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
    void aMessageToAUserWhoIsAwayIsAnsweredWithTheReason() throws IOException {
        try (var bob = Peer.registered(server, "bob")) {
            bob.ask("AWAY :at lunch");

            assertThat(ann.ask("PRIVMSG BOB :there?"))
                    .containsExactly(":chat.lab 301 ann bob :at lunch");
            assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 PRIVMSG bob :there?");
        }
    }

    @Test
    void aChannelShowsItsModesAndAge() throws IOException {
        var told = ann.ask("MODE #lab");

        assertThat(told.get(0)).isEqualTo(":chat.lab 324 ann #lab +n");
        assertThat(told.get(1)).matches(":chat\\.lab 329 ann #lab \\d{10}");
    }

    @Test
    void namesThatDifferOnlyInCaseAreTheSame() throws IOException {
        try (var bob = Peer.registered(server, "bob")) {
            assertThat(bob.ask("NICK ANN"))
                    .containsExactly(":chat.lab 433 bob ANN :Nickname is already in use");
            assertThat(bob.ask("JOIN #LAB")).first().isEqualTo(":bob!bob@127.0.0.1 JOIN #lab");
        }
        assertThat(ann.ask("NICK Ann")).contains(":ann!ann@127.0.0.1 NICK Ann");
    }

    @Test
    void joinZeroLeavesAllChannels() throws IOException {
        ann.ask("JOIN #two");

        assertThat(ann.ask("JOIN 0"))
                .containsExactlyInAnyOrder(
                        ":ann!ann@127.0.0.1 PART #lab", ":ann!ann@127.0.0.1 PART #two");
    }

    @Test
    void aLineThatIsTooLongIsRefusedAndTheNextIsHandled() throws IOException {
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
    void lineFeedsAloneAndEmptyLinesAreAccepted() throws IOException {
        ann.sendRaw("\n\r\n\nPING one\nPING two\n".getBytes(StandardCharsets.UTF_8));

        assertThat(ann.line()).isEqualTo(":chat.lab PONG chat.lab one");
        assertThat(ann.line()).isEqualTo(":chat.lab PONG chat.lab two");
    }

    @Test
    void theServerDescribesItself() throws IOException {
        assertThat(ann.ask("TIME chat.lab"))
                .hasSize(1)
                .first()
                .asString()
                .contains(" 391 ann chat.lab :");
        assertThat(ann.ask("ADMIN"))
                .extracting(line -> line.split(" ", -1)[1])
                .containsExactly("256", "257", "258", "259");
        assertThat(ann.ask("INFO *.lab"))
                .extracting(line -> line.split(" ", -1)[1])
                .containsExactly("371", "371", "374");
        assertThat(ann.ask("LINKS"))
                .containsExactly(
                        ":chat.lab 364 ann chat.lab chat.lab :0 Chat Lab",
                        ":chat.lab 365 ann * :End of /LINKS list");
        assertThat(ann.ask("VERSION ann")).first().asString().contains(" 351 ann chatlab-");
        assertThat(ann.ask("STATS u").getFirst())
                .matches(":chat\\.lab 242 ann :Server Up 0 days 0:\\d\\d:\\d\\d");
    }

    @Test
    void aServerUsesTheNameItWasGiven() throws Exception {
        var config =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> options.name = "My.Little.Server");
        try (var named = ChatServer.start(config);
                var bob = Peer.registered(named, "bob")) {
            bob.send("PING x");

            assertThat(bob.line()).isEqualTo(":My.Little.Server PONG My.Little.Server x");
        }
    }

    @Test
    void helpKnowsEveryCommand() throws IOException {
        assertThat(ann.ask("HELP privmsg"))
                .containsExactly(
                        ":chat.lab 704 ann PRIVMSG :PRIVMSG command",
                        ":chat.lab 705 ann PRIVMSG :PRIVMSG <#channel>|<nick>{,...} :<text>",
                        ":chat.lab 706 ann PRIVMSG :End of /HELP");
        assertThat(String.join(" ", ann.ask("HELPOP"))).contains("AWAY", "CAP", "WHOWAS");
    }

    @Test
    void lusersCountsUsersUnknownConnectionsAndTheMaximum() throws IOException {
        try (var unknown = new Peer(server)) {
            unknown.drain();
            try (var bob = Peer.registered(server, "bob")) {
                bob.ask("MODE bob +i");
                assertThat(ann.ask("LUSERS"))
                        .containsExactly(
                                ":chat.lab 251 ann :There are 1 users and 1 invisible on 1 servers",
                                ":chat.lab 252 ann 0 :operator(s) online",
                                ":chat.lab 253 ann 1 :unknown connection(s)",
                                ":chat.lab 254 ann 1 :channels formed",
                                ":chat.lab 255 ann :I have 2 clients and 0 servers",
                                ":chat.lab 265 ann 2 2 :Current local users 2, max 2",
                                ":chat.lab 266 ann 2 2 :Current global users 2, max 2");
                bob.send("QUIT");
                while (bob.line() != null) {}
            }
            unknown.send("QUIT");
            while (unknown.line() != null) {}
        }
        assertThat(ann.ask("LUSERS"))
                .contains(
                        ":chat.lab 251 ann :There are 1 users and 0 invisible on 1 servers",
                        ":chat.lab 253 ann 0 :unknown connection(s)",
                        ":chat.lab 265 ann 1 2 :Current local users 1, max 2");
    }

    @Test
    void whowasShowsFormerOwnersOfANickNewestFirst() throws IOException {
        for (var user : List.of("first", "second")) {
            try (var bob = new Peer(server)) {
                bob.send("NICK bob");
                bob.send("USER " + user + " 0 * :Bob");
                bob.send("QUIT");
                while (bob.line() != null) {}
            }
        }

        var all = ann.ask("WHOWAS BOB 0");
        assertThat(all.get(0)).isEqualTo(":chat.lab 314 ann bob second 127.0.0.1 * :Bob");
        assertThat(all.get(1)).startsWith(":chat.lab 312 ann bob chat.lab ");
        assertThat(all.get(2)).isEqualTo(":chat.lab 314 ann bob first 127.0.0.1 * :Bob");
        assertThat(all.get(4)).isEqualTo(":chat.lab 369 ann BOB :End of WHOWAS");
        assertThat(ann.ask("WHOWAS bob 1")).hasSize(3);
        assertThat(ann.ask("WHOWAS nobody"))
                .containsExactly(
                        ":chat.lab 406 ann nobody :There was no such nickname",
                        ":chat.lab 369 ann nobody :End of WHOWAS");
    }

    @Test
    void aWatcherLearnsWhenANickComesAndGoes() throws IOException {
        assertThat(ann.ask("MONITOR + bob,ann,eve"))
                .containsExactly(
                        ":chat.lab 730 ann :ann!ann@127.0.0.1", ":chat.lab 731 ann :bob,eve");
        try (var bob = Peer.registered(server, "Bob")) {
            assertThat(ann.line()).isEqualTo(":chat.lab 730 ann :Bob!Bob@127.0.0.1");
            bob.ask("NICK BOB");
            bob.ask("NICK robert");
            assertThat(ann.line()).isEqualTo(":chat.lab 731 ann :BOB");
            bob.ask("NICK bob");
            assertThat(ann.line()).isEqualTo(":chat.lab 730 ann :bob!Bob@127.0.0.1");
            assertThat(ann.ask("MONITOR S"))
                    .containsExactly(
                            ":chat.lab 730 ann :ann!ann@127.0.0.1,bob!Bob@127.0.0.1",
                            ":chat.lab 731 ann :eve");
            bob.send("QUIT");
        }
        assertThat(ann.line()).isEqualTo(":chat.lab 731 ann :bob");
        assertThat(ann.ask("MONITOR - bob,eve")).isEmpty();
        assertThat(ann.ask("MONITOR L"))
                .containsExactly(
                        ":chat.lab 732 ann :ann", ":chat.lab 733 ann :End of MONITOR list");
        ann.ask("MONITOR C");
        assertThat(ann.ask("MONITOR L")).containsExactly(":chat.lab 733 ann :End of MONITOR list");
    }

    @Test
    void masksAndNicksBeyondTheLimitAreNotWatched() throws IOException {
        assertThat(ann.ask("MONITOR + *!*@127.0.0.1"))
                .containsExactly(":chat.lab 731 ann :*!*@127.0.0.1");
        for (int i = 0; i < Limits.MONITOR; i++) ann.ask("MONITOR + nick" + i);

        assertThat(ann.ask("MONITOR + another,more"))
                .containsExactly(":chat.lab 734 ann 100 another,more :Monitor list is full");
    }

    @Test
    void listFiltersByMaskSizeAndAge() throws IOException {
        try (var bob = Peer.in(server, "bob", "#lab", "#Lounge")) {
            bob.ask("TOPIC #Lounge :tea");

            assertThat(listed("*o*")).containsExactly("#Lounge");
            assertThat(listed("#lounge,#lab")).containsExactlyInAnyOrder("#lab", "#Lounge");
            assertThat(listed("!#l*b")).containsExactly("#Lounge");
            assertThat(listed(">1")).containsExactly("#lab");
            assertThat(listed("<2")).containsExactly("#Lounge");
            assertThat(listed("C<5,<2")).containsExactly("#Lounge");
            assertThat(listed("C>5")).isEmpty();
            assertThat(listed("T<5")).containsExactly("#Lounge");
            assertThat(listed("T>5")).isEmpty();
        }
    }

    private List<String> listed(String condition) throws IOException {
        return ann.ask("LIST " + condition).stream()
                .filter(line -> line.contains(" 322 "))
                .map(line -> line.split(" ", -1)[3])
                .toList();
    }

    @Test
    void isupportHasLinesOfAtMost15Parameters() throws IOException {
        try (var bob = new Peer(server)) {
            bob.send("NICK bob");
            bob.send("USER bob 0 * :Bob");

            var lines = bob.until("376").stream().filter(m -> m.command().equals("005")).toList();

            assertThat(lines).allMatch(message -> message.parameters().size() <= 15);
            assertThat(lines.stream().flatMap(message -> message.parameters().stream()))
                    .contains("PREFIX=(ov)@+", "CHANMODES=b,k,l,imnst", "CHANLIMIT=#:100");
        }
    }

    @Test
    void aRegistrationNeedsAUserAndARealName() throws IOException {
        try (var bob = new Peer(server)) {
            bob.send("NICK bob");
            assertThat(bob.ask("USER bob 0 * :"))
                    .containsExactly(":chat.lab 461 bob USER :Not enough parameters");
            assertThat(bob.ask("USER bob 0 * :Bob")).first().asString().contains(" 001 bob ");
        }
    }

    @Test
    void isupportAnnouncesTheLimitOfChannels() throws IOException {
        for (int i = 1; i < Limits.CHANNELS; i++) ann.send("JOIN #c" + i);
        ann.drain();

        assertThat(ann.ask("JOIN #more"))
                .containsExactly(":chat.lab 405 ann #more :You have joined too many channels");
        assertThat(ann.ask("WHOIS ann").stream().filter(line -> line.contains(" 319 ")))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.length() <= 510);
    }

    @Test
    void whoisHidesTheChannelsOfAnInvisibleUser() throws IOException {
        ann.ask("MODE ann +i");
        try (var bob = Peer.registered(server, "bob")) {
            assertThat(bob.ask("WHOIS ann")).noneMatch(line -> line.contains(" 319 "));
            assertThat(bob.ask("NAMES #lab")).hasSize(1);
            bob.ask("JOIN #lab");
            assertThat(bob.ask("WHOIS ann")).contains(":chat.lab 319 bob ann :@#lab");
        }
    }

    @Test
    void manyNamesNeedSeveralLinesWithinTheLimit() throws IOException {
        var crowd = new ArrayList<Peer>(); // keeps the garbage collector from closing them
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
