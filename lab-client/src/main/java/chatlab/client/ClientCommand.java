package chatlab.client;

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

/// `lab client`: talks on any IRC server, from a terminal or a script.
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = {
            "Joins a chat. What is typed is said to the channel; /help shows the commands.",
            "Without a terminal: says every line of standard input, then leaves as soon as the"
                    + " server has confirmed them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:you left",
            "2:wrong usage",
            "3:no server, or it went away or would not have you"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  lab client --nick ann", "  echo hello | lab client --nick bot"})
public final class ClientCommand implements Callable<Integer> {
    @Option(names = "--host", description = "Where the server is (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "Its port (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(names = "--nick", description = "What to be called (default: your user name).")
    private @Nullable String nick;

    @Option(
            names = "--channel",
            description = "The channel to join first (default: ${DEFAULT-VALUE}).")
    private String channel = "#lab";

    @Option(
            names = "--reconnect",
            description = "Go on trying when the server is lost, with growing pauses.")
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
        var roster = new Roster(nick == null ? userName() : nick);
        try (var link = ServerLink.open(address);
                var console = console(roster)) {
            var phrases = new Phrases(roster, Paint.forOutput());
            var chat = new ChatClient(address, channel, reconnect, roster, phrases, console);
            return switch (chat.run(link)) {
                case LEFT -> 0;
                case UNSAID ->
                        Terminal.isPresent()
                                ? 0 // whoever sat there has seen it
                                : fail("Not everything could be said: we were in no channel.");
                case REFUSED -> fail("The server at %s did not let you in.".formatted(address));
                case LOST ->
                        fail(
                                "Lost the server at %s. With --reconnect the client goes on trying."
                                        .formatted(address));
            };
        } catch (IOException e) {
            return fail(
                    "No chat server answers at %s (%s). Start one with 'lab server', or name another with --host and --port."
                            .formatted(address, e.getMessage()));
        }
    }

    private ChatConsole console(Roster roster) throws IOException {
        if (!Terminal.isPresent()) {
            return new PipeConsole(System.in, spec.commandLine().getOut());
        }
        var console = new TerminalConsole(roster);
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
