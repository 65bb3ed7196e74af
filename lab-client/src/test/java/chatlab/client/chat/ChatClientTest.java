package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.TestServer;
import chatlab.client.chat.ChatClient.End;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.FutureTask;

@Timeout(60)
class ChatClientTest {
    private static final End LEFT = new End.Left();

    private final TestServer server = new TestServer();
    private final ScriptedConsole console = ScriptedConsole.ofScript();

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void typedTextIsSaidToTheChannelAndShown() throws Exception {
        console.type("hello, world");
        console.endInput();

        var end = chat(false).get();

        assertThat(end).isEqualTo(LEFT);
        assertThat(linesAfterJoin()).contains("PRIVMSG #lab :hello, world");
        assertThat(console.printed()).contains("<ann> hello, world");
    }

    @Test
    void itLeavesOnlyWhenTheServerHasConfirmedWhatWasTyped() throws Exception {
        console.type("one", "two");
        console.endInput();

        var end = chat(false).get();

        assertThat(end).isEqualTo(LEFT);
        assertThat(linesAfterJoin())
                .containsExactly(
                        "PRIVMSG #lab :one", "PRIVMSG #lab :two", "PING lab-is-all-said", "QUIT");
    }

    @Test
    void aServerThatGoesBeforeItHasConfirmedIsLost() throws Exception {
        server.breaksAt = "PING lab-is-all-said";
        console.type("one");
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(new End.Lost());
    }

    @Test
    void messagesAreShownWhileNothingIsTyped() throws Exception {
        var chat = chat(false);
        server.awaitLine("PING lab-are-we-in");

        server.say(":bob!u@h PRIVMSG #lab :anybody here?");

        console.await("<bob> anybody here?");
        console.endInput();
        assertThat(chat.get()).isEqualTo(LEFT);
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

        assertThat(end).isEqualTo(LEFT);
        assertThat(linesAfterJoin())
                .containsExactly(
                        "PRIVMSG bob :psst, listen",
                        "NICK anna",
                        "NAMES #lab",
                        "WHO bob",
                        "TOPIC #lab",
                        "TOPIC #lab :on threads",
                        "JOIN #other",
                        "PING lab-is-done-1",
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

        assertThat(chat.get()).isEqualTo(new End.Unsaid());
        assertThat(console.printed()).contains("! You talk in no channel. /join #lab first.");
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

        assertThat(end).isEqualTo(LEFT);
        assertThat(console.printed())
                .contains("* Trying ann_ instead.", "* Trying ann__ instead.", "<ann__> hello");
    }

    @Test
    void withoutAnyFreeNickItIsRefused() throws Exception {
        server.takenNicks.addAll(List.of("ann", "ann_", "ann__", "ann___"));

        var nicks = List.of("ann", "ann_", "ann__", "ann___");
        assertThat(chat(false).get()).isEqualTo(new End.Refused(new Refusal.NicksTaken(nicks)));
    }

    @Test
    void aServerThatAsksPingIsAnswered() throws Exception {
        server.pingsBeforeWelcome = true;
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(LEFT);
    }

    @Test
    void aLostServerEndsTheChatWithItsLastWords() throws Exception {
        var chat = chat(false);
        server.awaitLine("PING lab-are-we-in");

        server.shutDown("Server shutting down");

        assertThat(chat.get()).isEqualTo(new End.Lost());
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

        assertThat(chat.get()).isEqualTo(LEFT);
        assertThat(linesAfterJoin()).contains("JOIN #lab", "PRIVMSG #lab :still here");
    }

    @Test
    void textAfterAJoinGoesToTheNewChannel() throws Exception {
        console.type("/join #other", "text");
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(LEFT);
        assertThat(linesAfterJoin())
                .startsWith("JOIN #other", "PING lab-is-done-1", "PRIVMSG #other :text");
    }

    @Test
    void textAfterARefusedJoinGoesNowhere() throws Exception {
        server.closedChannels.add("#other");
        console.type("/join #other", "secret", "/join #lab", "public");
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(new End.Unsaid());
        assertThat(linesAfterJoin())
                .filteredOn(line -> line.startsWith("PRIVMSG"))
                .containsExactly("PRIVMSG #lab :public");
        assertThat(console.printed())
                .contains(
                        "! You are not in #other, so what you type now goes nowhere. /join #lab"
                                + " first.",
                        "! You talk in no channel. /join #lab first.");
    }

    @Test
    void textAfterAPartIsNotSaidToTheChannelThatWeLeft() throws Exception {
        console.type("/join #other", "/part", "text");
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(LEFT);
        assertThat(linesAfterJoin()).contains("PRIVMSG #lab :text");
    }

    @Test
    void textAfterAKickGoesNowhere() throws Exception {
        console.type("/join #other");
        var chat = chat(false);
        console.awaitPrompt("#other> ");
        server.say(":op!u@h KICK #other ann :too loud");
        console.awaitPrompt("nowhere> ");

        console.type("text");
        console.endInput();

        assertThat(chat.get()).isEqualTo(new End.Unsaid());
        assertThat(linesAfterJoin()).noneMatch(line -> line.startsWith("PRIVMSG"));
        assertThat(console.printed()).contains("* You talk in no channel now.");
    }

    @Test
    void thePromptFollowsTheChannel() throws Exception {
        var chat = chat(false);
        console.awaitPrompt("#lab> ");

        console.type("/join #other");
        console.awaitPrompt("#other> ");
        console.type("/join #lab");
        console.awaitPrompt("#lab> ");
        console.type("/part #lab");
        console.awaitPrompt("#other> ");
        console.endInput();

        assertThat(chat.get()).isEqualTo(LEFT);
    }

    @Test
    void afterReconnectingWeTalkWhereWeTalkedBeforeOrNowhere() throws Exception {
        console.type("/join #other", "/join #lab");
        var chat = chat(true);
        server.awaitLine("PING lab-is-done-1");
        console.await("You talk in #lab now.");
        server.shutDown("Server restarts");
        console.awaitPrompt("offline> ");
        console.awaitPrompt("#lab> ");
        synchronized (server) {
            server.closedChannels.add("#lab");
        }
        server.shutDown("Server restarts");
        console.awaitPrompt("offline> ");
        console.awaitPrompt("nowhere> ");

        console.endInput();

        assertThat(chat.get()).isEqualTo(LEFT);
    }

    @Test
    void pastedLinesBecomeOneMessageEach() throws Exception {
        console.type("one\ntwo\r\n\nthree");
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(LEFT);
        assertThat(linesAfterJoin())
                .startsWith("PRIVMSG #lab :one", "PRIVMSG #lab :two", "PRIVMSG #lab :three");
    }

    @Test
    void moreThanFivePastedLinesAreSentOnlyIfThePersonAgrees() throws Exception {
        console.type("a\nb\nc\nd\ne\nf", "n", "1\n2\n3\n4\n5\n6", "y");
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(LEFT);
        assertThat(linesAfterJoin())
                .filteredOn(line -> line.startsWith("PRIVMSG"))
                .hasSize(6)
                .startsWith("PRIVMSG #lab :1");
        assertThat(console.printed()).contains("Send these 6 lines? (y/n) ", "* Nothing was sent.");
    }

    @Test
    void aLineThatIrcCannotHoldIsExplainedAndTheChatGoesOn() throws Exception {
        console.type("/kick #lab :bob x", "/away " + "x".repeat(600), "still here");
        console.endInput();

        chat(false).get();

        assertThat(linesAfterJoin()).startsWith("PRIVMSG #lab :still here");
        assertThat(console.printed())
                .anyMatch(line -> line.startsWith("! This cannot be sent: "))
                .contains("! This is 96 bytes too long for one line, so it was not sent.");
    }

    @Test
    void aLongTextIsSentInPartsThatFitWithTheNameThatTheServerPutsBefore() throws Exception {
        console.type("x".repeat(500));
        console.endInput();

        chat(false).get();

        int room = 512 - ":ann!u@h PRIVMSG #lab :\r\n".length();
        assertThat(linesAfterJoin())
                .startsWith(
                        "PRIVMSG #lab :" + "x".repeat(room),
                        "PRIVMSG #lab :" + "x".repeat(500 - room));
        assertThat(console.printed()).contains("* Too long for one message: sent in 2 parts.");
    }

    @Test
    void aNameThatLeavesNoRoomForATextIsExplained() throws Exception {
        console.type("/msg " + "b".repeat(500) + " hello");
        console.endInput();

        assertThat(chat(false).get()).isEqualTo(new End.Unsaid());
        assertThat(console.printed())
                .contains("! This name is too long: a message has no room for a text beside it.");
    }

    @Test
    void whatWeDoIsSentAsAnActionAndShown() throws Exception {
        console.type("/me waves");
        console.endInput();

        chat(false).get();

        assertThat(linesAfterJoin()).startsWith("PRIVMSG #lab :\u0001ACTION waves\u0001");
        assertThat(console.printed()).contains("* ann waves");
    }

    @Test
    void theMessageOfTheDayCanBeReadAgain() throws Exception {
        console.type("/raw MOTD");
        var chat = chat(false);
        server.awaitLine("MOTD");
        server.say(":test 376 ann :End of /MOTD command.");
        console.type("hello");
        console.endInput();

        assertThat(chat.get()).isEqualTo(LEFT);
        assertThat(linesAfterJoin()).contains("PRIVMSG #lab :hello").doesNotContain("JOIN #lab");
    }

    private FutureTask<End> chat(boolean reconnect) {
        var setup = new ChatSetup(server.port(), console);
        setup.reconnect = reconnect;
        return setup.start();
    }

    /// The lines that the server got after the first JOIN and its PING.
    private List<String> linesAfterJoin() {
        var lines = server.log.stream().map(TestServer.Received::line).toList();
        return lines.subList(lines.indexOf("PING lab-are-we-in") + 1, lines.size());
    }
}
