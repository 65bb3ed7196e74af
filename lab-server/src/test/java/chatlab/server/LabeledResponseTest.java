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
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The examples of IRCv3's `labeled-response`, `batch`, `standard-replies` and `utf8-only`, and the
/// rules between them.
class LabeledResponseTest {
    private ChatServer server;
    private Peer ann;
    private Peer bob;

    @BeforeEach
    void start() throws IOException, StrategyNotFoundException {
        server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())));
        ann = Peer.in(server, "ann", "#lab");
        bob = Peer.in(server, "bob", "#lab");
        ann.drain();
        ann.ask("CAP REQ :batch labeled-response standard-replies");
    }

    @AfterEach
    void stop() throws IOException {
        ann.close();
        bob.close();
        server.close();
    }

    @Test
    void oneAnswerHasTheLabel() throws IOException {
        assertThat(ann.ask("@label=dc11f13f11 PRIVMSG nick :Hello"))
                .containsExactly("@label=dc11f13f11 :chat.lab 401 ann nick :No such nick/channel");
        assertThat(ann.ask("@label=98765 PING 7"))
                .containsExactly("@label=98765 :chat.lab PONG chat.lab 7");
        assertThat(ann.ask("@label=x SETNAME :"))
                .containsExactly(
                        "@label=x :chat.lab FAIL SETNAME INVALID_REALNAME"
                                + " :A real name has 1 to 128 characters");
    }

    @Test
    void severalAnswersAreABatchWithTheLabel() throws IOException {
        var answers = ann.ask("@label=mGhe5V7RTV WHOIS bob");

        assertThat(answers)
                .startsWith("@label=mGhe5V7RTV :chat.lab BATCH +1 labeled-response")
                .endsWith(
                        "@batch=1 :chat.lab 318 ann bob :End of /WHOIS list", ":chat.lab BATCH -1")
                .hasSize(7);
        assertThat(answers.subList(1, 6)).allMatch(line -> line.startsWith("@batch=1 :chat.lab 3"));
        assertThat(ann.ask("@label=a MOTD")).first().asString().contains("BATCH +2 ");
    }

    @Test
    void aCommandWithoutAnAnswerIsAcknowledged() throws IOException {
        assertThat(ann.ask("@label=abc PONG :foobar")).containsExactly("@label=abc :chat.lab ACK");
        assertThat(ann.ask("@label=abd NOTICE nobody :hi"))
                .containsExactly("@label=abd :chat.lab ACK");
        assertThat(ann.ask("@label=abe JOIN #lab")).containsExactly("@label=abe :chat.lab ACK");
    }

    @Test
    void anEchoHasTheLabelAndWhatOthersGetHasNot() throws IOException {
        ann.ask("CAP REQ :echo-message message-tags");
        bob.ask("CAP REQ :message-tags batch labeled-response");

        var echo = ann.ask("@label=pQraCjj82e;+a=b PRIVMSG #lab :Hello!");

        assertThat(echo).hasSize(1);
        var sent = (Message) Message.parse(echo.getFirst());
        var got = bob.until("PRIVMSG").getLast();
        assertThat(sent.tags()).containsEntry("label", "pQraCjj82e");
        assertThat(got.tags()).containsOnlyKeys("msgid", "+a");
        assertThat(sent.tags()).containsAllEntriesOf(got.tags()).hasSize(3);
    }

    @Test
    void ofAMessageToOneselfOnlyTheEchoHasTheLabel() throws IOException {
        ann.ask("CAP REQ echo-message");

        assertThat(ann.ask("@label=1 PRIVMSG ann :hi"))
                .containsExactly(
                        ":ann!ann@127.0.0.1 PRIVMSG ann :hi",
                        "@label=1 :ann!ann@127.0.0.1 PRIVMSG ann :hi");
    }

    @Test
    void theEchoesOfOneCommandAreABatch() throws IOException {
        ann.ask("CAP REQ echo-message");

        assertThat(ann.ask("@label=1 PRIVMSG bob,#lab :hi"))
                .containsExactly(
                        "@label=1 :chat.lab BATCH +1 labeled-response",
                        "@batch=1 :ann!ann@127.0.0.1 PRIVMSG bob :hi",
                        "@batch=1 :ann!ann@127.0.0.1 PRIVMSG #lab :hi",
                        ":chat.lab BATCH -1");
    }

    @Test
    void aJoinIsTheBeginningOfABatch() throws IOException {
        ann.ask("CAP REQ extended-join");

        assertThat(ann.ask("@label=12345 JOIN #xyz"))
                .containsExactly(
                        "@label=12345 :chat.lab BATCH +1 labeled-response",
                        "@batch=1 :ann!ann@127.0.0.1 JOIN #xyz * :ann of the tests",
                        "@batch=1 :chat.lab 353 ann = #xyz :@ann",
                        "@batch=1 :chat.lab 366 ann #xyz :End of /NAMES list",
                        ":chat.lab BATCH -1");
    }

    @Test
    void aLabelThatNobodyMayUseIsIgnored() throws IOException {
        var pong = ":chat.lab PONG chat.lab 1";
        assertThat(ann.ask("@label PING 1")).containsExactly(pong);
        assertThat(ann.ask("@label=" + "x".repeat(65) + " PING 1")).containsExactly(pong);
        assertThat(ann.ask("@label=" + "x".repeat(64) + " PING 1"))
                .containsExactly("@label=" + "x".repeat(64) + " " + pong);
        assertThat(bob.ask("@label=1 PING 1")).containsExactly(pong);
        ann.ask("CAP REQ -batch");
        assertThat(ann.ask("@label=1 PING 1")).containsExactly(pong);
    }

    @Test
    void aLabelMayHoldWhatTagsMustEscape() throws IOException {
        assertThat(ann.ask("@label=a\\:b\\sc PING 1"))
                .containsExactly("@label=a\\:b\\sc :chat.lab PONG chat.lab 1");
    }

    @Test
    void aMessageThatIsNotUtf8ArrivesAndItsSenderIsWarned() throws IOException {
        ann.sendRaw("@label=xyz PRIVMSG #lab :caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));

        var warning = ann.drain();

        assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 PRIVMSG #lab :caf\uFFFD");
        assertThat(warning)
                .containsExactly(
                        "@label=xyz :chat.lab WARN PRIVMSG INVALID_UTF8 :Your message is not UTF-8,"
                                + " so some characters of it are lost; set your client to UTF-8");
        assertThat(bob.ask("VERSION").toString()).contains(" UTF8ONLY ");
        assertThat(ann.ask("PRIVMSG #lab :caf\uFFFD")).isEmpty();
    }
}
