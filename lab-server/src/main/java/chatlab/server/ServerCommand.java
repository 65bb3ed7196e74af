package chatlab.server;

import chatlab.catalogue.StrategyOptions;
import chatlab.server.config.LogFormat;
import chatlab.server.config.NetOptions;
import chatlab.server.config.PlainOptions;
import chatlab.server.config.ServerConfig;
import chatlab.server.config.ServerOptions;
import chatlab.server.config.WebSocketOptions;
import chatlab.server.watch.JsonLog;
import chatlab.terminal.DurationConverter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/// `lab server`: runs a chat server until it is stopped.
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        subcommands = AccountCommand.class,
        description = "Runs a chat server with a broadcast strategy of your choice.",
        exitCodeList = {
            "0:the input ended (--until-eof)",
            "2:wrong usage",
            "3:could not run, such as a taken port",
            "130:stopped with Ctrl-C"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab server                              on port 8080, copy-on-write members",
            "  lab server --strategy unsafe            the strategy that loses messages",
            "  lab server --strategy Mine.java         a strategy of your own",
            "  lab server --delivery direct --threads platform",
            "                                          as first programs work",
            "  lab server --delivery loop              one thread for all: the fastest",
            "  lab server --plain 8081                 for nc, telnet, and a first program",
            "  lab server --log json 2>server.log      a log for programs",
            "  lab server --websocket 8081             web clients: ws://127.0.0.1:8081/",
            "  lab server account add ann              an account that clients can log in to",
            "  lab server --accounts accounts.txt      a server with these accounts",
            "  lab server --name a.lab --relay total --net 7801 --peers 7801,7802,7803",
            "                                          one of three servers; or all: lab net"
        })
public final class ServerCommand implements Callable<Integer> {
    @Mixin private final ServerOptions options = new ServerOptions();

    @Mixin private final WebSocketOptions web = new WebSocketOptions();

    @Mixin private final NetOptions net = new NetOptions();

    @Mixin private final PlainOptions plain = new PlainOptions();

    @Mixin private final StrategyOptions strategy = new StrategyOptions("cow");

    @Option(
            names = "--metrics",
            paramLabel = "PORT",
            description = "Serve Prometheus metrics on this loopback port; 0: any free one.")
    private @Nullable Integer metrics;

    @Option(
            names = "--stats",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Log a line of counts at this interval, such as 5s.")
    private @Nullable Duration stats;

    @Option(names = "--quiet", description = "Log warnings only.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Log more.")
    private boolean verbose;

    @Option(
            names = "--log",
            description =
                    "How to log: ${COMPLETION-CANDIDATES}. json: one object a line, with the event"
                            + " and its fields.")
    private LogFormat log = LogFormat.TEXT;

    @Option(
            names = "--json",
            description =
                    "Print one line of JSON when ready and one at the end; with --stats, its counts"
                            + " as well.")
    private boolean json;

    @Option(
            names = "--until-eof",
            description =
                    "Stop when standard input ends, for example with the program that started it.")
    private boolean untilEof;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var level = quiet ? "warn" : verbose ? "debug" : "info";
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level); // before any logger
        if (log == LogFormat.JSON) JsonLog.use();
        var line = spec.commandLine();
        return new ServerRun(config(), line, stats, metrics, web, plain, net, json, untilEof).run();
    }

    private ServerConfig config() {
        var entry = strategy.find();
        try {
            entry.create(); // a strategy that cannot be created must fail now, not in the first
            // JOIN
            var config = options.config(entry);
            web.check(config);
            net.check(config);
            plain.check(config);
            return config;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
