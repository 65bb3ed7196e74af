package chatlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.browser.Browser;
import chatlab.evidence.Json;
import chatlab.site.Token;
import chatlab.web.chat.ChatPage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/// The page Chat, as a person uses it, beside somebody with another client.
@Timeout(240)
class ChatInBrowserTest {
    private static final String NASTY = "<img/src=x/onerror=document.title='owned'>";

    private static Browser browser;
    private static LabSite site;

    /// Each test has a channel of its own.
    private static int channels;

    private String channel = "";

    /// Another client, which speaks IRC by hand.
    private static final class Other implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Other(String nick, String channel) throws Exception {
            var server =
                    Json.mapper()
                            .readTree(
                                    browser.eval(
                                                    "import('/static/site/connection.js').then(m =>"
                                                        + " m.ask('/chat/server')).then(JSON.stringify)")
                                            .asText());
            socket = new Socket(server.get("host").asText(), server.get("port").asInt());
            socket.setSoTimeout(30_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            send("NICK " + nick);
            send("USER other 0 * :another client");
            send("JOIN " + channel);
            until(" 366 ");
        }

        void send(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
        }

        String until(String words) throws IOException {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains(words)) return line;
            }
            throw new AssertionError("no line with '" + words + "'");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        assumeFalse(Browser.isMissing(), "chromium is not installed");
        var page = new ChatPage(TestLabMain.class.getName(), null);
        site = LabSite.start(0, Token.random(), List.of(page), false);
        browser = Browser.start(folder.resolve("profile"));
        browser.resize(1300, 900);
    }

    @AfterAll
    static void end() {
        if (browser != null) browser.close();
        if (site != null) site.close();
    }

    @BeforeEach
    void open() throws Exception {
        channel = "#room" + ++channels;
        browser.forgetProblems();
        browser.open(site.address().replace("/#", "/chat?" + channels + "#"));
    }

    @AfterEach
    void leave() throws Exception {
        assertThat(browser.problems()).isEmpty();
        browser.eval("sessionStorage.removeItem('lab.chat.log')");
        browser.open("about:blank");
    }

    /// By keyboard alone.
    private void join(String nick) throws Exception {
        ask(nick);
        browser.await("document.getElementById('count').innerText >= '1'");
    }

    private void ask(String nick) throws Exception {
        fill("nick", nick);
        fill("channel", channel);
        browser.press("Enter");
    }

    private static void fill(String field, String text) throws Exception {
        browser.await("document.querySelector('[name=%s]')".formatted(field));
        browser.eval("document.querySelector('[name=%s]').select()".formatted(field));
        browser.type(text);
    }

    private static void say(String text) throws Exception {
        browser.await("document.activeElement.id === 'text'");
        browser.type(text);
        browser.press("Enter");
    }

    private static void awaitLog(String words) throws Exception {
        browser.await(
                "document.getElementById('log').innerText.includes(%s)"
                        .formatted(Json.line(words)));
    }

    @Test
    void aPersonTalksToSomebodyWithAnotherClient() throws Exception {
        join("ann");
        try (var bob = new Other("bob", channel)) {
            awaitLog("bob has joined.");

            say("hello, bob 👋");
            bob.send("PRIVMSG " + channel + " :hello, ann");
            bob.send("PRIVMSG ann :between us");

            assertThat(bob.until("PRIVMSG"))
                    .isEqualTo(":ann!web@127.0.0.1 PRIVMSG " + channel + " :hello, bob 👋");
            awaitLog("ann: hello, bob 👋");
            awaitLog("bob: hello, ann");
            awaitLog("bob to you: between us");
            assertThat(browser.text("#members")).isEqualTo("@ann\nbob");

            say("/topic races");
            say("/nick anna");
            bob.send("NICK rob");
            awaitLog("bob is now rob.");
            say("/me waves");

            assertThat(bob.until("ACTION")).contains(":anna!web@127.0.0.1", "ACTION waves");
            awaitLog("ann is now anna.");
            awaitLog("* anna waves");
            assertThat(browser.text("#topic")).isEqualTo("races");
            Axe.findsNothing(browser);

            bob.send("QUIT :lunch");
            awaitLog("rob is gone (Quit: lunch).");
            assertThat(browser.text("#members")).isEqualTo("@anna");
        }
    }

    @Test
    void whatOthersWriteIsTextAndNothingElse() throws Exception {
        join("ann");
        try (var bob = new Other("bob", channel)) {
            awaitLog("bob has joined.");
            bob.send("PRIVMSG " + channel + " :" + NASTY);
            bob.send("PRIVMSG " + channel + " :\u0003" + "04red\u0003 and \u0002bold\u202e");
            bob.send("NICK [bob]`{}\\");
            bob.send("PRIVMSG ann :" + NASTY);
            bob.send("PART " + channel + " :" + NASTY);

            awaitLog("[bob]`{}\\ has left (" + NASTY + ").");
            awaitLog("bob: red and bold");
            say("/topic " + NASTY);
            browser.await("document.getElementById('topic').innerText.startsWith('<img')");

            assertThat(browser.text("#log")).contains("bob: " + NASTY);
            assertThat(browser.eval("document.querySelectorAll('img').length").asInt()).isZero();
            assertThat(browser.eval("document.title").asText()).isEqualTo("Chat · Chat Lab");
        }
    }

    @Test
    void mistakesAreExplainedInWords() throws Exception {
        try (var bob = new Other("bob", channel)) {
            ask("bob");
            browser.await("document.getElementById('problem').innerText.includes('bob')");

            join("ann");
            bob.until("JOIN");
            say("/fly");
            awaitLog("There is no command /fly");
            say("x".repeat(600));
            awaitLog("This message has 600 bytes");
            say("/nick bob");
            awaitLog("bob: Nickname is already in use");
            say("/leave");
            browser.await("!document.getElementById('join').hidden");

            assertThat(bob.until("QUIT")).contains("left the page");
        }
    }

    @Test
    void theTabRemembersWhatItHasSeen() throws Exception {
        join("ann");
        say("remember me");
        awaitLog("ann: remember me");

        browser.open(site.address().replace("/#", "/chat?again#"));

        awaitLog("ann: remember me");
        assertThat(browser.eval("document.querySelector('[name=nick]').value").asText())
                .isEqualTo("ann");
    }

    /// A server that says what it is told to. Each time somebody connects, it welcomes them.
    private static final class Scripted implements AutoCloseable {
        private final ServerSocket listener =
                new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        Scripted() throws IOException {}

        InetSocketAddress address() {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }

        Socket welcome(String channel) throws IOException {
            var client = listener.accept();
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            for (var line = in.readLine(); !line.startsWith("CAP END"); line = in.readLine()) {}
            say(client, ":chat.lab 001 ann :Welcome");
            in.readLine(); // JOIN
            say(client, ":ann!web@127.0.0.1 JOIN " + channel);
            say(client, ":chat.lab 353 ann = " + channel + " :@bob ann");
            say(client, ":chat.lab 366 ann " + channel + " :End of /NAMES list");
            return client;
        }

        void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    @Test
    void lossesStandOutAndAConnectionThatIsLostComesBack() throws Exception {
        try (var server = new Scripted();
                var chat =
                        LabSite.start(
                                0,
                                Token.random(),
                                List.of(new ChatPage("none", server.address())),
                                false)) {
            browser.open(chat.address().replace("/#", "/chat#"));
            ask("ann");
            try (var client = server.welcome(channel)) {
                server.say(client, "NOTICE * :You have lost 7 messages here: your outbox was full");
                awaitLog("You have lost 7 messages here");
                assertThat(browser.eval("document.querySelectorAll('#log .notice').length").asInt())
                        .isEqualTo(1);
                assertThat(browser.text("#members")).isEqualTo("@bob\nann");
            }
            awaitLog("The connection was lost.");
            try (var client = server.welcome(channel)) {
                server.say(client, ":bob!b@127.0.0.1 PRIVMSG " + channel + " :welcome back");
                awaitLog("bob: welcome back");
            }
        }
        browser.forgetProblems(); // the server's end, as the browser saw it
    }

    @Test
    void itFitsAPhoneAndAProjector() throws Exception {
        join("ann");
        for (int width : new int[] {400, 1300}) {
            browser.resize(width, 900);
            browser.click("#large");

            assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
                    .as("width at %d", width)
                    .isLessThanOrEqualTo(width);
            Axe.findsNothing(browser);
            browser.click("#large");
        }
    }
}
