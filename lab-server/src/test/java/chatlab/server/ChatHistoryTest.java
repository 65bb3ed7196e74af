package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.protocol.Message;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// `draft/chathistory`: what its specification says, with the questions that the suite irctest asks
/// of it. The server keeps 20 messages of a channel.
class ChatHistoryTest {
    private static final int KEPT = 20;

    private ChatServer server;
    private Peer ann;
    private Peer bob;

    /// What ann has said, as she got it back.
    private final List<Message> echoes = new ArrayList<>();

    @BeforeEach
    void start() throws IOException, StrategyNotFoundException {
        server =
                ChatServer.start(
                        ServerConfig.of(
                                Catalogue.find("cow", List.of()),
                                options -> options.history = KEPT));
        ann = Peer.in(server, "ann", "#lab");
        bob = Peer.registered(server, "bob");
        ann.ask("CAP REQ :message-tags server-time echo-message batch draft/chathistory");
        bob.ask("CAP REQ :message-tags server-time batch draft/chathistory labeled-response");
    }

    @AfterEach
    void stop() throws IOException {
        ann.close();
        bob.close();
        server.close();
    }

    /// Says things, each in a millisecond of its own, so that times tell them apart.
    private void say(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            ann.send("PRIVMSG #lab :this is message " + i);
            echoes.add(ann.until("PRIVMSG").getLast());
            awaitLaterThan(echoes.getLast());
        }
    }

    private static void awaitLaterThan(Message message) {
        var time = Instant.parse(message.tags().get("time"));
        while (!Instant.now().isAfter(time.plusMillis(1))) Thread.onSpinWait();
    }

    /// A command with `<i>` and `[i]` in place of the id and the time of the message i.
    private String filled(String command) {
        var filled = command;
        for (int i = 0; i < echoes.size(); i++) {
            var tags = echoes.get(i).tags();
            filled =
                    filled.replace("<" + i + ">", "msgid=" + tags.get("msgid"))
                            .replace("[" + i + "]", "timestamp=" + tags.get("time"));
        }
        return "CHATHISTORY " + filled;
    }

    /// The messages of the batch that a peer gets, without the batch's name.
    private List<Message> history(Peer peer, String command) throws IOException {
        var lines = peer.ask(filled(command)).stream().map(ChatHistoryTest::parsed).toList();
        var name = lines.getFirst().parameter(0).substring(1);
        assertThat(lines.getFirst().command()).isEqualTo("BATCH");
        assertThat(lines.getFirst().parameters())
                .containsExactly("+" + name, "chathistory", "#lab");
        assertThat(lines.getLast().parameters()).containsExactly("-" + name);
        return lines.subList(1, lines.size() - 1).stream()
                .map(message -> withoutBatch(message, name))
                .toList();
    }

    private static Message withoutBatch(Message message, String name) {
        assertThat(message.tags()).containsEntry("batch", name);
        var tags = new LinkedHashMap<>(message.tags());
        tags.remove("batch");
        return new Message(tags, message.source(), message.command(), message.parameters());
    }

    private static Message parsed(String line) {
        return (Message) Message.parse(line);
    }

    @ParameterizedTest
    @CsvSource({
        "LATEST #lab * 20,          0, 10",
        "latest #LAB * 5,           5, 10",
        "LATEST #lab * 1,           9, 10",
        "LATEST #lab <4> 20,        5, 10",
        "LATEST #lab [4] 20,        5, 10",
        "LATEST #lab [4] 2,         8, 10",
        "BEFORE #lab <6> 20,        0, 6",
        "BEFORE #lab [6] 20,        0, 6",
        "BEFORE #lab [6] 2,         4, 6",
        "AFTER #lab <3> 20,         4, 10",
        "AFTER #lab [3] 20,         4, 10",
        "AFTER #lab [3] 3,          4, 7",
        "AFTER #lab <9> 3,          0, 0",
        "BEFORE #lab <0> 3,         0, 0",
        "BETWEEN #lab <0> <9> 20,   1, 9",
        "BETWEEN #lab <9> <0> 20,   1, 9",
        "BETWEEN #lab <0> <9> 3,    1, 4",
        "BETWEEN #lab <9> <0> 3,    6, 9",
        "BETWEEN #lab [0] [9] 3,    1, 4",
        "BETWEEN #lab [9] [0] 3,    6, 9",
        "BETWEEN #lab <2> [5] 9,    3, 5",
        "BETWEEN #lab <4> <4> 9,    0, 0",
        "AROUND #lab <7> 1,         7, 8",
        "AROUND #lab <7> 3,         6, 9",
        "AROUND #lab [7] 3,         6, 9",
        "AROUND #lab <0> 3,         0, 3",
        "AROUND #lab <9> 3,         7, 10",
        "AROUND #lab <9> 99999,     0, 10"
    })
    void theMessagesAreThoseThatTheClientNames(String command, int from, int to)
            throws IOException {
        say(10);

        assertThat(history(ann, command)).isEqualTo(echoes.subList(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "LATEST #nowhere * 10,       INVALID_TARGET LATEST #nowhere",
        "LATEST bob * 10,            INVALID_TARGET LATEST bob",
        "FLY #lab * 10,              INVALID_PARAMS FLY",
        "LATEST #lab *,              INVALID_PARAMS LATEST",
        "LATEST #lab * 10 11,        INVALID_PARAMS LATEST",
        "BETWEEN #lab <0> 10,        INVALID_PARAMS BETWEEN",
        "LATEST #lab * 0,            INVALID_PARAMS LATEST",
        "LATEST #lab * -1,           INVALID_PARAMS LATEST",
        "LATEST #lab * ten,          INVALID_PARAMS LATEST",
        "BEFORE #lab * 10,           INVALID_MSGREFTYPE BEFORE #lab *",
        "BEFORE #lab id=1 10,        INVALID_MSGREFTYPE BEFORE #lab id=1",
        "BEFORE #lab timestamp=1 10, INVALID_MSGREFTYPE BEFORE #lab timestamp=1",
        "BETWEEN #lab <0> x 10,      INVALID_MSGREFTYPE BETWEEN #lab x",
        "AFTER #lab msgid=other 10,  MESSAGE_ERROR AFTER #lab msgid=other",
        "TARGETS <0> [0] 10,         INVALID_MSGREFTYPE TARGETS"
    })
    void aQuestionWithoutAnAnswerFails(String command, String code) throws IOException {
        say(1);

        var answers = ann.ask(filled(command));

        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst()).contains(" :chat.lab FAIL CHATHISTORY " + code + " :");
    }

    @Test
    void onlyMembersSeeWhatWasSaidAndItIsThereWhenTheyEnter() throws IOException {
        say(2);

        assertThat(bob.ask("CHATHISTORY LATEST #lab * 10"))
                .singleElement()
                .asString()
                .contains("FAIL CHATHISTORY INVALID_TARGET LATEST #lab :");
        bob.ask("JOIN #lab");
        assertThat(history(bob, "LATEST #lab * 10")).isEqualTo(echoes);
    }

    @Test
    void itIsOnlyPrivmsgAndNoticeOfTheChannel() throws IOException {
        ann.ask("TOPIC #lab :a topic");
        ann.ask("@+typing=active TAGMSG #lab");
        ann.ask("PRIVMSG bob :between us");
        ann.ask("@+a=b NOTICE #lab :a notice");

        assertThat(history(ann, "LATEST #lab * 10"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.command()).isEqualTo("NOTICE");
                    assertThat(message.tags())
                            .containsOnlyKeys("time", "msgid", "+a")
                            .containsEntry("+a", "b");
                });
    }

    @Test
    void theOldestGoFirst() throws IOException {
        say(KEPT + 3);

        assertThat(history(ann, "LATEST #lab * 99")).isEqualTo(echoes.subList(3, KEPT + 3));
        assertThat(ann.ask(filled("BEFORE #lab <2> 5")).getFirst()).contains("MESSAGE_ERROR");
    }

    @Test
    void itEndsWithTheChannel() throws IOException {
        say(1);

        ann.ask("PART #lab");
        ann.ask("JOIN #lab");

        assertThat(history(ann, "LATEST #lab * 9")).isEmpty();
    }

    @Test
    void aLabelIsOnTheBatchItself() throws IOException {
        say(1);
        bob.ask("JOIN #lab");

        var lines = bob.ask("@label=L CHATHISTORY LATEST #lab * 1");

        assertThat(lines).hasSize(3);
        var start = parsed(lines.getFirst());
        assertThat(start.tags()).containsEntry("label", "L").containsOnlyKeys("time", "label");
        assertThat(start.parameters()).containsExactly("+1", "chathistory", "#lab");
        assertThat(parsed(lines.get(1)).tags()).containsOnlyKeys("time", "msgid", "batch");
        assertThat(parsed(lines.get(2)).parameters()).containsExactly("-1");
    }

    @Test
    void clientsWithoutBatchesGetThePlainMessages() throws IOException {
        say(1);
        bob.ask("JOIN #lab");
        bob.ask("CAP REQ :-batch -message-tags -server-time");

        assertThat(bob.ask("CHATHISTORY LATEST #lab * 9"))
                .containsExactly(":ann!ann@127.0.0.1 PRIVMSG #lab :this is message 0");
    }

    @Test
    void targetsAreTheChannelsInWhichSomethingWasSaid() throws IOException {
        ann.ask("JOIN #other,#silent");
        say(1);
        ann.send("PRIVMSG #other :later");
        var later = ann.until("PRIVMSG").getLast().tags().get("time");
        var earlier = echoes.getFirst().tags().get("time");

        var all =
                targets("timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 9");
        var one =
                targets("timestamp=2100-01-01T00:00:00.000Z timestamp=2000-01-01T00:00:00.000Z 1");
        var none = targets("timestamp=2000-01-01T00:00:00.000Z timestamp=" + earlier + " 9");

        assertThat(all).containsExactly("TARGETS #lab " + earlier, "TARGETS #other " + later);
        assertThat(one).hasSize(1);
        assertThat(none).isEmpty();
    }

    private List<String> targets(String parameters) throws IOException {
        var lines = ann.ask("CHATHISTORY TARGETS " + parameters);
        assertThat(lines.getFirst()).contains(" draft/chathistory-targets");
        return lines.subList(1, lines.size() - 1).stream()
                .map(line -> String.join(" ", parsed(line).parameters()))
                .toList();
    }

    @Test
    void itIsAnnouncedUnlessTheServerKeepsNone() throws IOException, StrategyNotFoundException {
        assertThat(ann.ask("VERSION").toString())
                .contains(" CHATHISTORY=200 ", " MSGREFTYPES=msgid,timestamp ");
        var config =
                ServerConfig.of(Catalogue.find("cow", List.of()), options -> options.history = 0);
        try (var without = ChatServer.start(config);
                var eve = Peer.in(without, "eve", "#lab")) {
            assertThat(eve.ask("VERSION").toString()).doesNotContain("CHATHISTORY");
            assertThat(eve.ask("CAP LS").toString()).doesNotContain("chathistory");
            assertThat(eve.ask("CAP REQ draft/chathistory").toString()).contains(" NAK ");
            assertThat(eve.ask("CHATHISTORY LATEST #lab * 1"))
                    .containsExactly(":chat.lab 421 eve CHATHISTORY :Unknown command");
        }
    }
}
