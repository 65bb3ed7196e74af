package chatlab.server;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.OperatorLogin;
import chatlab.server.config.OverflowPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.config.ThreadPolicy;
import chatlab.server.limits.ServerLimits;
import chatlab.terminal.DurationConverter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// `lab server`: runs a chat server until it is interrupted.
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Runs a chat server on a broadcast strategy of your choice.",
        footer = {
            "",
            "Examples:",
            "  lab server                              on port 8080, copy-on-write members",
            "  lab server --strategy unsafe            the one that loses messages",
            "  lab server --strategy Mine.java         a strategy of your own",
            "  lab server --delivery direct --threads platform",
            "                                          as first programs do it",
            "  lab server --delivery loop              one thread for all sockets: the fastest",
            "",
            "Exit codes: 0 stopped, 2 wrong usage, 3 could not run (as when the port is taken)."
        })
public final class ServerCommand implements Callable<Integer> {
    @Option(names = "--port", description = "Port to listen on; 0 takes any free one.")
    private int port = 8080;

    @Option(names = "--bind", description = "Address to listen on.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--strategy",
            paramLabel = "NAME|FILE|CLASS",
            description = "A strategy's name, a .java file, or a class name.")
    private String strategy = "cow";

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description = "Jars and folders in which to look for the strategy's class.")
    private @Nullable String classpath;

    @Option(
            names = "--threads",
            description =
                    "Threads that serve clients, unless one loop serves all:"
                            + " ${COMPLETION-CANDIDATES}.")
    private ThreadPolicy threads = ThreadPolicy.VIRTUAL;

    @Option(
            names = "--delivery",
            description =
                    "Who writes to a client: its own writer, one loop for all, or the sender:"
                            + " ${COMPLETION-CANDIDATES}.")
    private DeliveryPolicy delivery = DeliveryPolicy.QUEUED;

    @Option(
            names = "--outbox",
            paramLabel = "MESSAGES",
            description = "How many messages wait for one client at most.")
    private int outbox = ServerConfig.OUTBOX;

    @Option(
            names = "--outbox-bytes",
            paramLabel = "BYTES",
            description = "How many bytes these messages have at most.")
    private int outboxBytes = ServerConfig.OUTBOX_BYTES;

    @Option(
            names = "--overflow",
            description = "What a full outbox means for its client: ${COMPLETION-CANDIDATES}.")
    private OverflowPolicy overflow = OverflowPolicy.DISCONNECT;

    @Option(names = "--name", paramLabel = "HOST", description = "What the server calls itself.")
    private String name = ServerConfig.NAME;

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            description = "What it says of itself in WHOIS and LINKS.")
    private String description = ServerConfig.DESCRIPTION;

    @Option(
            names = "--password",
            paramLabel = "WORD",
            description = "What clients must send with PASS; default: nothing.")
    private @Nullable String password;

    @Option(
            names = "--max-sessions",
            paramLabel = "N",
            description = "How many clients may be connected at once.")
    private int maxSessions = ServerLimits.DEFAULT.sessions();

    @Option(
            names = "--max-per-address",
            paramLabel = "N",
            description = "How many from one address; the loopback is exempt.")
    private int maxPerAddress = ServerLimits.DEFAULT.perAddress();

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Ask a client for a sign of life after this silence, such as 90s.")
    private Duration idle = ServerLimits.DEFAULT.silence();

    @Option(
            names = "--oper",
            paramLabel = "NAME:PASSWORD",
            description = "Who sends OPER with these becomes operator of the server.")
    private @Nullable String operator;

    @Option(
            names = "--flood",
            paramLabel = "LINES",
            description =
                    "Lines a second that a client may send; 0: any number. The loopback is exempt.")
    private int flood = ServerLimits.DEFAULT.flood();

    @Option(
            names = "--batch-window",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Let messages wait this long for others to be written with them, such as 5ms.")
    private @Nullable Duration batchWindow;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Speak TLS, with this certificate: PEM, or a PKCS#12 store.")
    private @Nullable Path tlsCertificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Its key: PEM, or for a PKCS#12 store a file with its password.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--metrics",
            paramLabel = "PORT",
            description = "Serve Prometheus metrics on this port of the loopback; 0: any free one.")
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

    @Option(names = "--json", description = "Print one line of JSON when ready and one at the end.")
    private boolean json;

    @Option(
            names = "--until-eof",
            description =
                    "Stop when standard input ends, as when the program that started it does.")
    private boolean untilEof;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                quiet
                        ? "warn"
                        : verbose ? "debug" : "info"); // read when the first logger is created
        return new ServerRun(config(), commandSpec().commandLine(), stats, metrics, json, untilEof)
                .run();
    }

    private ServerConfig config() {
        if (port < 0 || port > 65535) {
            throw usage("--port " + port + ": a port is a number from 0 to 65535.");
        }
        if (!ServerConfig.isName(name)) {
            throw usage("--name " + name + ": a server's name is words parted by dots: chat.lab.");
        }
        if (outbox < 1) throw usage("--outbox " + outbox + ": an outbox holds at least 1 message.");
        if (outboxBytes < ServerConfig.MIN_OUTBOX_BYTES) {
            throw usage(
                    "--outbox-bytes %d: an outbox holds at least %d, as many as one message can have."
                            .formatted(outboxBytes, ServerConfig.MIN_OUTBOX_BYTES));
        }
        try {
            var address = new InetSocketAddress(InetAddress.getByName(bind), port);
            return ServerConfig.builder(find())
                    .address(address)
                    .threads(threads)
                    .delivery(delivery)
                    .outbox(outbox)
                    .outboxBytes(outboxBytes)
                    .overflow(overflow)
                    .limits(limits())
                    .password(password)
                    .operator(operatorLogin())
                    .batchWindow(batchWindow == null ? Duration.ZERO : batchWindow)
                    .tls(tls())
                    .name(name)
                    .description(description)
                    .build();
        } catch (UnknownHostException _) {
            throw usage("--bind " + bind + ": there is no such address; try 127.0.0.1 or 0.0.0.0.");
        }
    }

    private ServerConfig.@Nullable TlsFiles tls() {
        if (tlsCertificate == null && tlsKey == null) return null;
        if (tlsCertificate == null || tlsKey == null) {
            throw usage("--tls-cert and --tls-key go together.");
        }
        if (delivery == DeliveryPolicy.LOOP) {
            throw usage("--delivery loop does not speak TLS; choose queued or direct.");
        }
        return new ServerConfig.TlsFiles(tlsCertificate, tlsKey);
    }

    private ServerLimits limits() {
        if (flood < 0) throw usage("--flood " + flood + ": 0 or more lines a second.");
        if (maxSessions < 1 || maxPerAddress < 1) {
            throw usage("--max-sessions and --max-per-address are at least 1.");
        }
        var usual = ServerLimits.DEFAULT;
        return new ServerLimits(
                maxSessions, maxPerAddress, usual.registration(), idle, usual.patience(), flood);
    }

    private @Nullable OperatorLogin operatorLogin() {
        if (operator == null) return null;
        return OperatorLogin.of(operator)
                .orElseThrow(() ->
                        usage(
                                "--oper "
                                        + operator
                                        + ": give a name and a password as NAME:PASSWORD."));
    }

    private CatalogueEntry find() {
        var paths =
                classpath == null
                        ? List.<Path>of()
                        : Stream.of(classpath.split(File.pathSeparator, -1)).map(Path::of).toList();
        try {
            var entry = Catalogue.find(strategy, paths);
            entry.create(); // or else the first who joins a channel would find out
            return entry;
        } catch (StrategyNotFoundException | IllegalStateException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(commandSpec().commandLine(), message);
    }

    private CommandSpec commandSpec() {
        if (spec == null) throw new IllegalStateException("picocli sets this before any call");
        return spec;
    }
}
