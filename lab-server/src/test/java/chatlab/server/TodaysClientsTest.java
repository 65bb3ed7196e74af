package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;

/// WHOX, STATUSMSG, bot mode, chghost and extended-monitor, as their specifications show them.
class TodaysClientsTest {
    private ChatServer server;
    private Peer ann;
    private Peer bob;

    @BeforeEach
    void start() throws IOException, StrategyNotFoundException {
        var config =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> options.operator = "root:secret");
        server = ChatServer.start(config);
        ann = Peer.in(server, "ann", "#lab");
        bob = Peer.in(server, "bob", "#lab");
        ann.drain();
    }

    @AfterEach
    void stop() throws IOException {
        ann.close();
        bob.close();
        server.close();
    }

    @Test
    void theyAreAnnounced() throws IOException {
        assertThat(ann.ask("VERSION").toString())
                .contains(" WHOX ", " STATUSMSG=@+ ", " BOT=B ", " UTF8ONLY ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WHO ann %cuhnar         | #lab ann 127.0.0.1 ann 0 :ann of the tests",
                "WHO ann %ranhuc         | #lab ann 127.0.0.1 ann 0 :ann of the tests",
                "WHO ann %afnt,42        | 42 ann H@ :0",
                "WHO ann %n              | :ann",
                "WHO ann o%n             | ",
                "WHO ann %tXn,007        | 007 :ann",
                "WHO ann %tisl,9         | 9 127.0.0.1 chat.lab :0",
                "WHO ann %do             | 0 :n/a",
                // as irc-framework, WeeChat and irssi ask
                "WHO ann %tcuhsnfdaor,1  | 1 #lab ann 127.0.0.1 chat.lab ann H@ 0 0 n/a :ann of the"
                        + " tests",
                "WHO ann %cuhsnfdar      | #lab ann 127.0.0.1 chat.lab ann H@ 0 0 :ann of the"
                        + " tests",
                "WHO ann %tcuhnfdar,743  | 743 #lab ann 127.0.0.1 ann H@ 0 0 :ann of the tests",
            })
    void aWhoAnswersWithTheFieldsThatItAsksFor(String command, String fields) throws IOException {
        var answers = bob.ask(command);

        assertThat(answers).last().isEqualTo(":chat.lab 315 bob ann :End of WHO list");
        assertThat(answers.subList(0, answers.size() - 1))
                .isEqualTo(fields == null ? List.of() : List.of(":chat.lab 354 bob " + fields));
    }

    @Test
    void aWhoOfAChannelAnswersOncePerMember() throws IOException {
        assertThat(bob.ask("WHO #lab %tcn,1"))
                .containsExactlyInAnyOrder(
                        ":chat.lab 354 bob 1 #lab :ann",
                        ":chat.lab 354 bob 1 #lab :bob",
                        ":chat.lab 315 bob #lab :End of WHO list");
        assertThat(bob.ask("WHO ann %tn,1234")).first().asString().contains(" 352 "); // no WHOX
    }

    @Test
    void aMessageMayBeForOperatorsOrForThoseWithAVoice() throws IOException {
        try (var carl = Peer.in(server, "carl", "#lab");
                var eve = Peer.in(server, "eve", "#lab")) {
            ann.ask("MODE #lab +v carl");
            bob.drain();
            carl.drain();
            ann.drain();

            assertThat(eve.ask("PRIVMSG @#LAB :to operators"))
                    .noneMatch(line -> line.contains(" 40"));
            eve.ask("NOTICE +#lab :to voices");

            var toOperators = ":eve!eve@127.0.0.1 PRIVMSG @#lab :to operators";
            var toVoices = ":eve!eve@127.0.0.1 NOTICE +#lab :to voices";
            assertThat(ann.drain()).containsExactly(toOperators, toVoices);
            assertThat(carl.drain()).containsExactly(toVoices);
            assertThat(bob.drain()).noneMatch(line -> line.contains(" to "));
            ann.ask("MODE #lab +m");
            assertThat(bob.ask("PRIVMSG @#lab :hi")).last().asString().contains(" 404 bob #lab ");
            assertThat(bob.ask("PRIVMSG @bob :hi"))
                    .containsExactly(":chat.lab 401 bob @bob :No such nick/channel");
            assertThat(bob.ask("PRIVMSG @#nowhere :hi"))
                    .containsExactly(":chat.lab 403 bob #nowhere :No such channel");
        }
    }

    @Test
    void whatIsForSomeIsNotInTheHistoryOfAll() throws IOException {
        bob.ask("CAP REQ draft/chathistory");

        ann.ask("PRIVMSG @#lab :secret");
        ann.ask("PRIVMSG #lab :open");

        assertThat(bob.drain()).hasSize(1);
        assertThat(bob.ask("CHATHISTORY LATEST #lab * 9"))
                .containsExactly(":ann!ann@127.0.0.1 PRIVMSG #lab :open");
    }

    @Test
    void aBotIsSeenToBeOne() throws IOException {
        ann.ask("CAP REQ message-tags");

        assertThat(bob.ask("MODE bob +B")).containsExactly(":bob!bob@127.0.0.1 MODE bob +B");
        assertThat(ann.ask("WHOIS bob")).contains(":chat.lab 335 ann bob :is a bot");
        assertThat(ann.ask("WHO bob"))
                .contains(
                        ":chat.lab 352 ann #lab bob 127.0.0.1 chat.lab bob HB :0 bob of the tests");
        bob.ask("PRIVMSG #lab :beep");
        bob.ask("TAGMSG ann");
        assertThat(ann.until("PRIVMSG").getLast().tags()).containsOnlyKeys("bot", "msgid");
        bob.ask("MODE bob -B");
        bob.ask("NOTICE #lab :hm");
        assertThat(ann.until("NOTICE").getLast().tags()).containsOnlyKeys("msgid");
        bob.ask("PART #lab");
        assertThat(ann.until("PART").getLast().tags()).isEmpty();
    }

    @Test
    void anOperatorOfTheServerChangesAHost() throws IOException {
        try (var carl = Peer.registered(server, "carl")) {
            bob.ask("CAP REQ chghost");
            carl.ask("CAP REQ :chghost extended-monitor");
            carl.ask("MONITOR + bob");
            assertThat(ann.ask("CHGHOST bob a.host")).first().asString().contains(" 481 ");
            ann.ask("OPER root secret");

            assertThat(ann.ask("CHGHOST bob tackled.host")).isEmpty();

            var told = ":bob!bob@127.0.0.1 CHGHOST bob tackled.host";
            assertThat(bob.drain()).containsExactly(told);
            assertThat(carl.drain()).containsExactly(told);
            bob.ask("PRIVMSG #lab :hi");
            assertThat(ann.drain()).containsExactly(":bob!bob@tackled.host PRIVMSG #lab :hi");
            assertThat(ann.ask("WHO bob %ih"))
                    .first()
                    .isEqualTo(":chat.lab 354 ann 255.255.255.255 :tackled.host");
            assertThat(ann.ask("CHGHOST bob :no host"))
                    .containsExactly(
                            ":chat.lab FAIL CHGHOST INVALID_HOST no :A host is 1 to 63 letters,"
                                    + " digits, dots, colons, slashes and hyphens");
            assertThat(ann.ask("CHGHOST nobody a.host"))
                    .containsExactly(":chat.lab 401 ann nobody :No such nick on this server");
        }
    }

    @Test
    void thoseWhoWatchAUserLearnOfChangesOnceAndWithTheCapabilitiesOnly() throws IOException {
        try (var carl = Peer.registered(server, "carl");
                var eve = Peer.registered(server, "eve")) {
            bob.ask("CAP REQ :away-notify setname extended-monitor");
            bob.ask("MONITOR + ann");
            carl.ask("CAP REQ :away-notify setname extended-monitor");
            carl.ask("MONITOR + ANN");
            eve.ask("CAP REQ :away-notify setname");
            eve.ask("MONITOR + ann");

            ann.ask("AWAY :lunch");
            ann.ask("SETNAME :New");

            var away = ":ann!ann@127.0.0.1 AWAY :lunch";
            var setname = ":ann!ann@127.0.0.1 SETNAME :New";
            assertThat(bob.drain()).containsExactly(away, setname);
            assertThat(carl.drain()).containsExactly(away, setname);
            assertThat(eve.drain()).isEmpty();
            carl.ask("CAP REQ -setname");
            ann.ask("SETNAME :Newer");
            assertThat(carl.drain()).isEmpty();
        }
    }
}
