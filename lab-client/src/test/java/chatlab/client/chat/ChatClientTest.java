package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.TestServer;
import chatlab.client.chat.ChatClient.End;
import chatlab.client.wire.Address;
import chatlab.terminal.Paint;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

@Timeout(60)
class ChatClientTest {
    private final TestServer server = new TestServer();
    private final ScriptedConsole console = new ScriptedConsole();

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void typedTextIsSaidToTheChannelAndShown() throws Exception {
        console.type("hello, world");
        console.endInput();

        var end = chat(false).get();

        assertThat(end).isEqualTo(End.LEFT);
        assertThat(linesAfterJoin()).contains("PRIVMSG #lab :hello, world");
        assertThat(console.printed()).contains("<ann> hello, world");
    }

    @Test
    void itLeavesOnlyWhenTheServerHasConfirmedWhatWasTyped() throws Exception {
        console.type("one", "two");
        console.endInput();

        var end = chat(false).get();

        assertThat(end).isEqualTo(End.LEFT);
        assertThat(linesAfterJoin())
                .containsExactly(
                        "PRIVMSG #lab :one", "PRIVMSG #lab :two", "PING lab-is-all-said", "QUIT");
    }

    @Test
    void aServerThatGoesBeforeItHasConfirmedIsLost() throws Exception {
        server.breaksAt = "PING lab-is-all-said";
        console.type("one");
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(End.LOST);
    }

    @Test
    void messagesAreShownWhileNothingIsTyped() throws Exception {
        var chat = chat(false);
        server.awaitLine("PING lab-are-we-in");

        server.say(":bob!u@h PRIVMSG #lab :anybody here?");

        console.await("<bob> anybody here?");
        console.endInput();
        assertThat(chat.get()).isEqualTo(End.LEFT);
    }

    @Test
    void commandsBecomeMessages() throws Exception {
        console.type(
                "/msg bob psst, listen",
                "/nick anna",
                "/names",
                "/who bob",
                "/topic",
                "/topic on threads",
                "/join #other",
                "/quit so long");

        var end = chat(false).get();

        assertThat(end).isEqualTo(End.LEFT);
        assertThat(linesAfterJoin())
                .containsExactly(
                        "PRIVMSG bob :psst, listen",
                        "NICK anna",
                        "NAMES #lab",
                        "WHO bob",
                        "TOPIC #lab",
                        "TOPIC #lab :on threads",
                        "JOIN #other",
                        "PING lab-is-all-said",
                        "QUIT :so long");
    }

    @Test
    void outsideOfAChannelNothingIsSaid() throws Exception {
        var chat = chat(false);
        server.awaitLine("PING lab-are-we-in");
        console.type("/part");
        console.await("left #lab");

        console.type("hello?");
        console.endInput();

        assertThat(chat.get()).isEqualTo(End.UNSAID);
        assertThat(console.printed()).contains("! You are in no channel. /join #lab first.");
        assertThat(linesAfterJoin()).noneMatch(line -> line.startsWith("PRIVMSG"));
    }

    @Test
    void aMistypedCommandIsNotSaidButExplained() throws Exception {
        console.type("/jion #lab");
        console.endInput();

        chat(false).get();

        assertThat(console.printed()).contains("! There is no command /jion. Did you mean /join?");
        assertThat(linesAfterJoin()).noneMatch(line -> line.contains("jion"));
    }

    @Test
    void aNickInUseGetsAnUnderscoreAndItSaysSo() throws Exception {
        server.takenNicks.addAll(List.of("ann", "ann_"));
        console.type("hello");
        console.endInput();

        var end = chat(false).get();

        assertThat(end).isEqualTo(End.LEFT);
        assertThat(console.printed())
                .contains("* Trying ann_ instead.", "* Trying ann__ instead.", "<ann__> hello");
    }

    @Test
    void withoutAnyFreeNickItIsRefused() throws Exception {
        server.takenNicks.addAll(List.of("ann", "ann_", "ann__", "ann___"));

        assertThat(chat(false).get()).isEqualTo(End.REFUSED);
    }

    @Test
    void aServerThatAsksPingIsAnswered() throws Exception {
        server.pingsBeforeWelcome = true;
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(End.LEFT);
    }

    @Test
    void aLostServerEndsTheChatWithItsLastWords() throws Exception {
        var chat = chat(false);
        server.awaitLine("PING lab-are-we-in");

        server.shutDown("Server shutting down");

        assertThat(chat.get()).isEqualTo(End.LOST);
        assertThat(console.printed()).contains("! The server says: Server shutting down");
    }

    @Test
    void withReconnectWhatIsTypedMeanwhileIsSaidAfterwards() throws Exception {
        var chat = chat(true);
        server.awaitLine("PING lab-are-we-in");
        server.shutDown("Server restarts");
        console.await("Lost the server");

        console.type("still here");
        console.endInput();

        assertThat(chat.get()).isEqualTo(End.LEFT);
        assertThat(linesAfterJoin()).contains("JOIN #lab", "PRIVMSG #lab :still here");
    }

    /// Starts a chat on a thread of its own: it listens there until it ends.
    private FutureTask<End> chat(boolean reconnect) throws Exception {
        var address = new Address("127.0.0.1", server.port());
        var presence = new Presence("ann");
        var phrases = new Phrases(presence, Paint.NONE);
        var client = new ChatClient(address, "#lab", reconnect, presence, phrases, console);
        Callable<End> run = () -> client.run(ServerLink.open(address));
        var task = new FutureTask<>(run);
        Thread.ofVirtual().name("listener").start(task);
        return task;
    }

    /// The lines that the server got after the first JOIN and its PING.
    private List<String> linesAfterJoin() {
        var lines = server.log.stream().map(TestServer.Received::line).toList();
        return lines.subList(lines.indexOf("PING lab-are-we-in") + 1, lines.size());
    }
}
