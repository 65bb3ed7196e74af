package chatlab.client.chat;

import chatlab.client.wire.Address;
import chatlab.protocol.Names;
import chatlab.terminal.Paint;
import chatlab.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
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
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:you left",
            "2:wrong usage",
            "3:no server answered, or it refused you or went away"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  lab client --nick ann", "  echo hello | lab client --nick bot"})
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

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 1 || port > Address.MAX_PORT) {
            throw usage("--port must be between 1 and " + Address.MAX_PORT + ".");
        }
        if (!channel.matches("[#&+!][^ ,\\p{Cntrl}]+")) {
            throw usage("--channel must be a channel's name, such as '#lab'.");
        }
        var address = new Address(host, port);
        var presence = new Presence(nick == null ? userName() : nick);
        try (var link = ServerLink.open(address);
                var console = console(presence)) {
            var phrases = new Phrases(presence, Paint.forOutput());
            var chat = new ChatClient(address, channel, reconnect, presence, phrases, console);
            return switch (chat.run(link)) {
                case LEFT -> 0;
                case UNSAID ->
                        Terminal.isPresent()
                                ? 0 // the person at the terminal has seen it
                                : fail("Some lines could not be said: you were in no channel.");
                case REFUSED -> fail("The server at %s did not let you in.".formatted(address));
                case LOST ->
                        fail(
                                "Lost the server at %s. Use --reconnect to connect again by itself."
                                        .formatted(address));
            };
        } catch (IOException e) {
            return fail(
                    "No chat server answers at %s (%s). Start one with 'lab server', or name another with --host and --port."
                            .formatted(address, e.getMessage()));
        }
    }

    private ChatConsole console(Presence presence) throws IOException {
        if (!Terminal.isPresent()) {
            return new PipeConsole(System.in, spec.commandLine().getOut());
        }
        var console = new TerminalConsole(presence);
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
