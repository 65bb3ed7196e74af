package chatlab.client.chat;

import chatlab.client.chat.ChatClient.End;
import chatlab.client.wire.Address;
import chatlab.protocol.Names;
import chatlab.terminal.Paint;
import chatlab.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `lab client`: chats on any IRC server, from a terminal or a script.
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = {
            "Joins a chat. Each typed line is said to the channel; /help shows the commands.",
            "Without a terminal: says every line of standard input and leaves when the server"
                    + " has confirmed them all."
        },
        exitCodeList = {
            "0:you left",
            "2:wrong usage",
            "3:no server answered, it refused you or went away, or a script's lines were not said"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab client --nick ann",
            "  echo hello | lab client --nick bot",
            "  lab client --host irc.example.org --port 6697 --tls --channel '#java'",
            "  LAB_PASSWORD=secret lab client --tls --tls-trust lab.pem --reconnect"
        })
public final class ClientCommand implements Callable<Integer> {
    @Option(names = "--host", description = "The server's host (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "The server's port (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(names = "--nick", description = "Your nick (default: your user name).")
    private @Nullable String nick;

    @Option(
            names = "--channel",
            description = "The channel to join first (default: ${DEFAULT-VALUE}).")
    private String channel = "#lab";

    @Option(
            names = "--reconnect",
            description = "Connect again when the server is lost, after growing pauses.")
    private boolean reconnect;

    @ArgGroup(exclusive = true)
    private PasswordOptions password = new PasswordOptions();

    @Option(names = "--tls", description = "Speak TLS, and check the server's certificate.")
    private boolean tls;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description =
                    "Trust the certificates in this PEM file instead of the authorities that Java"
                            + " trusts.")
    private @Nullable Path trusted;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 1 || port > Address.MAX_PORT) {
            throw usage("--port must be between 1 and " + Address.MAX_PORT + ".");
        }
        if (!channel.matches("[#&+!][^ ,\\p{Cntrl}]+")) {
            throw usage("--channel must be a channel's name, such as '#lab'.");
        }
        if (nick != null && !nick.matches("[^ :\\p{Cntrl}][^ \\p{Cntrl}]*")) {
            throw usage("--nick must be one word, such as 'ann'.");
        }
        if (trusted != null && !tls) {
            throw usage("--tls-trust needs --tls.");
        }
        var address = new Address(host, port);
        try {
            return chat(address, new Login(password.password(System.getenv()), channel), tls());
        } catch (SetupException e) {
            return fail(String.valueOf(e.getMessage()));
        }
    }

    private Optional<TlsClient> tls() throws SetupException {
        if (!tls) {
            return Optional.empty();
        }
        return Optional.of(
                trusted == null ? TlsClient.trustingSystem() : TlsClient.trusting(trusted));
    }

    private int chat(Address address, Login login, Optional<TlsClient> tls)
            throws InterruptedException {
        var presence = new Presence(nick == null ? userName() : nick);
        try (var link = ServerLink.open(address, tls, _ -> {});
                var console = console(presence)) {
            var phrases = new Phrases(presence, Paint.forOutput());
            var chat =
                    new ChatClient(
                            address,
                            login,
                            tls,
                            reconnect,
                            Patience.DEFAULT,
                            presence,
                            phrases,
                            console);
            return switch (chat.run(link)) {
                case End.Left() -> 0;
                case End.Unsaid() ->
                        console.hasPerson()
                                ? 0 // the person at the terminal has seen it
                                : fail("Some lines could not be said; see above why.");
                case End.Refused(var why) -> fail(why.sentence(address));
                case End.Lost() ->
                        fail(
                                "Lost the server at %s. Use --reconnect to connect again by itself."
                                        .formatted(address));
            };
        } catch (TlsException e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return fail(
                    "No chat server answers at %s (%s). Start one with 'lab server', or name another with --host and --port."
                            .formatted(address, e.getMessage()));
        }
    }

    private ChatConsole console(Presence presence) throws IOException {
        if (!Terminal.isPresent()) {
            boolean person = Terminal.console().isPresent(); // at a terminal without a cursor
            return new PipeConsole(System.in, spec.commandLine().getOut(), person);
        }
        var console = TerminalConsole.open(presence);
        console.print("* /help shows the commands, Tab completes, Ctrl-D leaves.");
        return console;
    }

    private static String userName() {
        var name = System.getProperty("user.name", "");
        return Names.isNick(name) ? name : "guest";
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int fail(String message) {
        var command = spec.commandLine();
        command.getErr().println(command.getColorScheme().errorText(message));
        return 3;
    }
}
