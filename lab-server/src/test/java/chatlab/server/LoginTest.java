package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.server.account.Passwords;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// SASL PLAIN and what follows from it, with the questions of the suite irctest.
@ParameterizedClass
@EnumSource(names = {"QUEUED", "LOOP"})
class LoginTest {
    /// The password of `jilles` is `sesame`. Few passes, so that the test is cheap.
    private static final String FILE =
            "jilles $argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
                    + "SkmadNg519YkqjmMhTpGswcVZmiAjeQ01ZqqlxlwOok\n";

    @TempDir private Path folder;
    private final DeliveryPolicy delivery;
    private ChatServer server;
    private Peer ann;

    LoginTest(DeliveryPolicy delivery) {
        this.delivery = delivery;
    }

    @BeforeEach
    void start() throws IOException, StrategyNotFoundException {
        var file = folder.resolve("accounts.txt");
        Files.writeString(file, FILE);
        var config =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> {
                            options.accounts = file;
                            options.delivery = delivery;
                            options.operator = "root:sesame";
                        });
        server = ChatServer.start(config);
        ann = new Peer(server);
    }

    @AfterEach
    void stop() throws IOException {
        ann.close();
        server.close();
    }

    private static String plain(String authorization, String name, String password) {
        var message = authorization + "\0" + name + "\0" + password;
        return "AUTHENTICATE "
                + Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    /// Registers a client that has logged in.
    private Peer loggedIn(String nick, String capabilities) throws IOException {
        var peer = new Peer(server);
        peer.ask("CAP REQ :sasl " + capabilities);
        peer.ask("AUTHENTICATE PLAIN");
        assertThat(peer.ask(plain("", "jilles", "sesame"))).hasSize(2);
        peer.register(nick);
        peer.send("CAP END");
        peer.until("376");
        return peer;
    }

    @Test
    void theMechanismsAreAnnounced() throws IOException {
        assertThat(ann.ask("CAP LS 302").toString()).contains(" sasl=PLAIN ");
        assertThat(ann.ask("CAP LS").toString()).contains(" sasl ");
    }

    @ParameterizedTest
    @CsvSource({"jilles", "''", "JILLES"})
    void aClientLogsInBeforeItRegisters(String authorization) throws IOException {
        ann.ask("CAP REQ sasl");

        assertThat(ann.ask("AUTHENTICATE PLAIN")).containsExactly("AUTHENTICATE +");
        assertThat(ann.ask(plain(authorization, "jilles", "sesame")))
                .containsExactly(
                        ":chat.lab 900 * *!unknown@127.0.0.1 jilles :You are now logged in as"
                                + " jilles",
                        ":chat.lab 903 * :SASL authentication successful");
        assertThat(ann.ask("AUTHENTICATE PLAIN"))
                .containsExactly(":chat.lab 907 * :You have already authenticated using SASL");
        ann.register("ann");
        ann.send("CAP END");
        ann.until("376");
        assertThat(ann.ask("WHOIS ann")).contains(":chat.lab 330 ann ann jilles :is logged in as");
    }

    @Test
    void aWrongLoginFailsAndTheThirdEndsTheConnection() throws IOException {
        var failed = ":chat.lab 904 * :SASL authentication failed";
        ann.ask("CAP REQ sasl");
        ann.ask("AUTHENTICATE PLAIN");
        assertThat(ann.ask(plain("jilles", "jilles", "millet"))).containsExactly(failed);
        ann.ask("AUTHENTICATE PLAIN");
        assertThat(ann.ask(plain("root", "jilles", "sesame"))).containsExactly(failed);
        assertThat(ann.ask("AUTHENTICATE *"))
                .containsExactly(":chat.lab 906 * :SASL authentication aborted");

        ann.send("AUTHENTICATE FOO");

        assertThat(ann.line()).isEqualTo(":chat.lab 908 * PLAIN :are available SASL mechanisms");
        assertThat(ann.line()).isEqualTo(failed);
        assertThat(ann.line()).isEqualTo("ERROR :Closing link: 127.0.0.1 (Too many failed logins)");
        assertThat(ann.line()).isNull();
    }

    @Test
    void whatIsNoBase64OrTooLongFails() throws IOException {
        ann.ask("CAP REQ sasl");
        ann.ask("AUTHENTICATE PLAIN");
        assertThat(ann.ask("AUTHENTICATE §§§")).first().asString().contains(" 904 ");
        ann.ask("AUTHENTICATE PLAIN");
        assertThat(ann.ask("AUTHENTICATE " + "A".repeat(401))).first().asString().contains(" 905 ");
        ann.ask("AUTHENTICATE PLAIN");
        for (int i = 0; i < 4; i++) {
            assertThat(ann.ask("AUTHENTICATE " + "A".repeat(400))).isEmpty();
        }
        assertThat(ann.ask("AUTHENTICATE AAAA")).first().asString().contains(" 905 ");
    }

    @Test
    void aLongMessageComesInPieces() throws IOException {
        ann.ask("CAP REQ sasl");
        for (int extra : new int[] {0, 1}) { // the last piece is empty, or short
            ann.ask("AUTHENTICATE PLAIN");
            var whole = plain("jilles", "jilles", "x".repeat(286 + extra)).substring(13);
            assertThat(ann.ask("AUTHENTICATE " + whole.substring(0, 400))).isEmpty();
            var rest = whole.length() == 400 ? "+" : whole.substring(400);
            assertThat(ann.ask("AUTHENTICATE " + rest)).first().asString().contains(" 904 ");
        }
    }

    @Test
    void aRegistrationDoesNotWaitForALogin() throws IOException {
        ann.ask("CAP REQ sasl");
        ann.ask("AUTHENTICATE PLAIN");
        ann.register("ann");
        ann.send("CAP END");

        assertThat(ann.next().command()).isEqualTo("906");
        assertThat(ann.next().command()).isEqualTo("001");
    }

    @Test
    void withoutTheCapabilityThereIsNoSuchCommand() throws IOException {
        assertThat(ann.ask("AUTHENTICATE PLAIN"))
                .containsExactly(":chat.lab 421 * AUTHENTICATE :Unknown command");
    }

    @Test
    void othersLearnOfTheAccount() throws IOException {
        try (var bob = Peer.in(server, "bob", "#lab");
                var eve = loggedIn("eve", "account-tag")) {
            bob.ask("CAP REQ :account-notify account-tag extended-join");
            eve.ask("JOIN #lab");
            eve.ask("PRIVMSG #lab :hi");
            eve.ask("TOPIC #lab :new");
            eve.ask("PART #lab");

            assertThat(bob.drain())
                    .containsExactly(
                            "@account=jilles :eve!eve@127.0.0.1 JOIN #lab jilles :eve of the tests",
                            "@account=jilles :eve!eve@127.0.0.1 PRIVMSG #lab :hi",
                            "@account=jilles :eve!eve@127.0.0.1 TOPIC #lab :new",
                            "@account=jilles :eve!eve@127.0.0.1 PART #lab");
            assertThat(eve.ask("PRIVMSG eve :me")).first().asString().startsWith("@account=jilles");
        }
    }

    @Test
    void aLaterLoginIsAnnouncedToPeersAndWatchers() throws IOException {
        try (var bob = Peer.in(server, "bob", "#lab");
                var carl = Peer.registered(server, "carl");
                var dave = Peer.in(server, "dave", "#lab")) {
            bob.ask("CAP REQ account-notify");
            carl.ask("CAP REQ :account-notify extended-monitor");
            carl.ask("MONITOR + dave");
            dave.ask("CAP REQ sasl");
            bob.drain();
            dave.ask("AUTHENTICATE PLAIN");
            dave.ask(plain("", "jilles", "sesame"));

            var told = ":dave!dave@127.0.0.1 ACCOUNT jilles";
            assertThat(bob.drain()).containsExactly(told);
            assertThat(carl.drain()).containsExactly(told);
            assertThat(dave.drain()).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("LockOnNonEnclosingClassLiteral") // a check takes this lock
    void nobodyElseWaitsForAPasswordThatIsChecked() throws IOException {
        try (var bob = Peer.registered(server, "bob")) {
            ann.ask("CAP REQ sasl");
            ann.ask("AUTHENTICATE PLAIN");

            synchronized (Passwords.class) { // so that the check does not end
                ann.send(plain("", "jilles", "sesame"));
                for (int i = 0; i < 3; i++) assertThat(bob.drain()).isEmpty();
            }

            assertThat(ann.next().command()).isEqualTo("900");
        }
    }

    @Test
    @SuppressWarnings("LockOnNonEnclosingClassLiteral") // a check takes this lock
    void aClientMayBeKilledWhileItsPasswordIsChecked() throws IOException {
        try (var bob = Peer.in(server, "bob", "#lab");
                var eve = Peer.in(server, "eve", "#lab")) {
            bob.ask("OPER root sesame");
            bob.ask("MONITOR + eve");
            eve.ask("CAP REQ sasl");
            eve.ask("AUTHENTICATE PLAIN");

            synchronized (Passwords.class) { // so that the check does not end
                eve.send(plain("", "jilles", "sesame"));
                bob.send("KILL eve :bye");
            }

            assertThat(bob.until("QUIT").getLast().parameter(0)).contains("Killed");
            bob.until("731"); // offline: the nick is free
            assertThat(bob.ask("ISON eve")).containsExactly(":chat.lab 303 bob :");
        }
    }
}
