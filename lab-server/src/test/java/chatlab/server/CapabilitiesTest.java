package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.protocol.Message;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Clients with a capability get its messages, and other clients do not.
class CapabilitiesTest {
    private static final String ALL =
            "account-notify account-tag away-notify batch cap-notify chghost draft/chathistory"
                    + " echo-message extended-join extended-monitor invite-notify labeled-response"
                    + " message-tags multi-prefix server-time setname standard-replies"
                    + " userhost-in-names";

    private ChatServer server;
    private Peer ann;
    private Peer bob;

    @BeforeEach
    void start() throws IOException, StrategyNotFoundException {
        server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())));
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
    void theyAreOfferedInOneLineAndVersion302IncludesCapNotify() throws IOException {
        try (var eve = new Peer(server)) {
            assertThat(eve.ask("CAP LS")).containsExactly(":chat.lab CAP * LS :" + ALL);
            assertThat(eve.ask("CAP LIST")).containsExactly(":chat.lab CAP * LIST :");
            assertThat(eve.ask("CAP LS 302")).containsExactly(":chat.lab CAP * LS :" + ALL);
            assertThat(eve.ask("CAP LIST")).containsExactly(":chat.lab CAP * LIST :cap-notify");
        }
    }

    @Test
    void aRequestIsGrantedAsAWholeOrNotAtAll() throws IOException {
        assertThat(ann.ask("CAP REQ :multi-prefix no-such"))
                .containsExactly(":chat.lab CAP ann NAK :multi-prefix no-such");
        assertThat(ann.ask("CAP LIST")).containsExactly(":chat.lab CAP ann LIST :");
        assertThat(ann.ask("CAP REQ :multi-prefix setname "))
                .containsExactly(":chat.lab CAP ann ACK :multi-prefix setname ");
        assertThat(ann.ask("CAP REQ -setname")).containsExactly(":chat.lab CAP ann ACK :-setname");
        assertThat(ann.ask("CAP LIST")).containsExactly(":chat.lab CAP ann LIST :multi-prefix");
    }

    @Test
    void anEndWithoutABeginningDoesNoHarm() throws IOException {
        try (var eve = new Peer(server)) {
            assertThat(eve.ask("CAP END")).isEmpty();
            eve.send("NICK eve");
            eve.send("USER e 0 * :Eve");
            eve.until("376");
            assertThat(eve.ask("CAP END")).isEmpty();
        }
    }

    @Test
    void onlyClientsWithServerTimeGetTheTimeOfAMessage() throws IOException {
        bob.ask("CAP REQ server-time");

        ann.send("PRIVMSG #lab :hi");

        var got = bob.until("PRIVMSG").getLast();
        assertThat(got.tags()).containsOnlyKeys("time");
        assertThat(got.tags().get("time"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(got.tags().get("time")))
                .isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
        bob.ask("CAP REQ -server-time");
        bob.send("PRIVMSG #lab :ho");
        assertThat(ann.until("PRIVMSG").getLast().tags()).isEmpty();
    }

    private static org.assertj.core.data.TemporalUnitOffset within(Duration time) {
        return org.assertj.core.api.Assertions.within(
                time.toSeconds(), java.time.temporal.ChronoUnit.SECONDS);
    }

    @Test
    void anEchoIsTheMessageThatTheOthersGet() throws IOException {
        ann.ask("CAP REQ :echo-message message-tags");
        bob.ask("CAP REQ message-tags");

        ann.send("@+react=yes;other=no PRIVMSG #LAB :hi there");

        var echo = ann.until("PRIVMSG").getLast();
        var got = bob.until("PRIVMSG").getLast();
        assertThat(got).isEqualTo(echo);
        assertThat(got.parameters()).containsExactly("#lab", "hi there");
        assertThat(got.tags()).containsOnlyKeys("msgid", "+react").containsEntry("+react", "yes");
        assertThat(ann.ask("NOTICE bob :psst")).hasSize(1);
    }

    @Test
    void everyMessageHasItsOwnId() throws IOException {
        bob.ask("CAP REQ message-tags");

        ann.send("PRIVMSG #lab :1");
        ann.send("PRIVMSG #lab :2");

        var first = bob.until("PRIVMSG").getLast().tags().get("msgid");
        assertThat(bob.until("PRIVMSG").getLast().tags().get("msgid")).isNotEqualTo(first);
    }

    @Test
    void onlyClientsWithMessageTagsGetTagmsg() throws IOException {
        try (var eve = Peer.in(server, "eve", "#lab")) {
            ann.ask("CAP REQ message-tags");
            bob.ask("CAP REQ message-tags");

            assertThat(ann.ask("@+typing=active TAGMSG #lab")).isEmpty();

            assertThat(bob.until("TAGMSG").getLast().tags()).containsEntry("+typing", "active");
            assertThat(eve.drain()).isEmpty();
            assertThat(eve.ask("TAGMSG #lab"))
                    .containsExactly(":chat.lab 421 eve TAGMSG :Unknown command");
            assertThat(ann.ask("TAGMSG nobody"))
                    .containsExactly(":chat.lab 401 ann nobody :No such nick/channel");
        }
    }

    @Test
    void tagsAreDroppedFromAndForClientsWithoutMessageTags() throws IOException {
        ann.ask("@+a=b PRIVMSG #lab :hi");

        assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 PRIVMSG #lab :hi");
    }

    @Test
    void aClientsTagsMayBe4096BytesLong() throws IOException {
        ann.ask("CAP REQ message-tags");
        bob.ask("CAP REQ message-tags");

        ann.send("@+a=" + "x".repeat(4091) + " TAGMSG #lab");
        ann.send("@+a=" + "x".repeat(4092) + " TAGMSG #lab");

        assertThat(bob.until("TAGMSG").getLast().tags().get("+a")).hasSize(4091);
        assertThat(ann.drain()).containsExactly(":chat.lab 417 ann :Input line was too long");
        assertThat(bob.drain()).isEmpty();
    }

    @Test
    void aTaggedMessageIsCutAtTheSamePlaceAsAPlainOne() throws IOException {
        bob.ask("CAP REQ server-time");

        ann.send("PRIVMSG #lab :" + "x".repeat(490));

        var got = bob.until("PRIVMSG").getLast();
        assertThat(Message.from(got.source(), "PRIVMSG", "#lab", got.parameter(1)).format())
                .hasSize(510);
    }

    @Test
    void anExtendedJoinShowsTheRealName() throws IOException {
        ann.ask("CAP REQ :extended-join server-time");
        try (var eve = Peer.registered(server, "eve")) {
            eve.ask("CAP REQ extended-join");

            assertThat(eve.ask("JOIN #lab"))
                    .first()
                    .isEqualTo(":eve!eve@127.0.0.1 JOIN #lab * :eve of the tests");

            assertThat(bob.drain()).containsExactly(":eve!eve@127.0.0.1 JOIN #lab");
            var told = ann.until("JOIN").getLast();
            assertThat(told.parameters()).containsExactly("#lab", "*", "eve of the tests");
            assertThat(told.tags()).containsOnlyKeys("time");
        }
    }

    @Test
    void clientsWithAwayNotifyLearnWhoGoesAwayOrComesBack() throws IOException {
        ann.ask("CAP REQ away-notify");
        try (var eve = Peer.registered(server, "eve")) {
            bob.ask("AWAY :lunch");
            bob.ask("AWAY");
            eve.ask("AWAY :asleep");
            eve.ask("JOIN #lab");

            assertThat(ann.drain())
                    .containsExactly(
                            ":bob!bob@127.0.0.1 AWAY :lunch",
                            ":bob!bob@127.0.0.1 AWAY",
                            ":eve!eve@127.0.0.1 JOIN #lab",
                            ":eve!eve@127.0.0.1 AWAY :asleep");
            assertThat(bob.drain()).containsExactly(":eve!eve@127.0.0.1 JOIN #lab");
        }
    }

    @Test
    void clientsWithInviteNotifyLearnOfInvitations() throws IOException {
        bob.ask("CAP REQ invite-notify");
        try (var eve = Peer.registered(server, "eve")) {
            ann.ask("INVITE eve #lab");

            assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 INVITE eve #lab");
            assertThat(eve.drain()).containsExactly(":ann!ann@127.0.0.1 INVITE eve #lab");
        }
    }

    @Test
    void clientsWithSetnameLearnOfNewRealNames() throws IOException {
        ann.ask("CAP REQ setname");

        assertThat(ann.ask("SETNAME :Ann the Second"))
                .containsExactly(":ann!ann@127.0.0.1 SETNAME :Ann the Second");
        assertThat(bob.drain()).isEmpty();
        assertThat(bob.ask("SETNAME Bob")).isEmpty();
        assertThat(ann.drain()).containsExactly(":bob!bob@127.0.0.1 SETNAME :Bob");
        assertThat(bob.ask("WHOIS ann")).first().asString().endsWith(" * :Ann the Second");
        assertThat(ann.ask("SETNAME :"))
                .containsExactly(
                        ":chat.lab FAIL SETNAME INVALID_REALNAME"
                                + " :A real name has 1 to 128 characters");
    }

    @Test
    void namesAndWhoShowAllPrefixesAndWholeSources() throws IOException {
        ann.ask("MODE #lab +v ann");
        bob.drain();

        assertThat(bob.ask("NAMES #lab")).contains(":chat.lab 353 bob = #lab :@ann bob");
        bob.ask("CAP REQ :multi-prefix userhost-in-names");
        assertThat(bob.ask("NAMES #lab"))
                .contains(":chat.lab 353 bob = #lab" + " :@+ann!ann@127.0.0.1 bob!bob@127.0.0.1");
        assertThat(bob.ask("WHO #lab")).first().asString().contains(" ann H@+ :0 ann");
        assertThat(bob.ask("WHOIS ann")).contains(":chat.lab 319 bob ann :@+#lab");
    }
}
