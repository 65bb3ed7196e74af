package chatlab.client.net;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// `lab net`: runs several servers as one net until it is stopped.
@Command(
        name = "net",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Runs several chat servers that are one net.",
            "Each is a 'lab server' in a JVM of its own; what happens on one reaches the others"
                    + " through the relay."
        },
        exitCodeList = {
            "2:wrong usage",
            "3:could not run, or a server ended by itself",
            "130:stopped with Ctrl-C"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab net                                three servers, one order for all",
            "  lab net --relay fifo --strategy unsafe  a weaker relay, and a broken strategy",
            "  lab net --relay Mine.xml               a JGroups stack of your own",
            "  lab relays                             the relays, and what each promises"
        })
public final class NetCommand implements Callable<Integer> {
    private static final int MOST = 26;

    @Option(names = "--servers", description = "How many servers.")
    private int servers = 3;

    @Option(names = "--relay", paramLabel = "NAME|FILE", description = "See 'lab relays'.")
    private String relay = "total";

    @Option(
            names = "--strategy",
            paramLabel = "NAME|FILE|CLASS",
            description = "The strategy of each server's channels.")
    private String strategy = "cow";

    @Option(
            names = "--port",
            description = "Port of the first server; the others have the next ones; 0: any free.")
    private int port = 8080;

    private final String mainClass;

    @Spec private CommandSpec spec;

    public NetCommand() {
        this(ServerProcess.LAB);
    }

    /// @param mainClass the main class of the `lab` command
    NetCommand(String mainClass) {
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws InterruptedException {
        var line = spec.commandLine();
        if (servers < 1 || servers > MOST) {
            throw new ParameterException(line, "--servers must be between 1 and " + MOST + ".");
        }
        if (port < 0 || port + servers - 1 > 65_535) {
            throw new ParameterException(line, "--port " + port + ": the ports end at 65535.");
        }
        try (var net =
                ServerNet.start(
                        mainClass,
                        ServerNet.names(servers),
                        port,
                        relay,
                        List.of("--strategy", strategy))) {
            var out = line.getOut();
            out.printf(
                    servers == 1
                            ? "One server, with the relay '%2$s'. Join it:%n"
                            : "%d servers are one net, with the relay '%s'. Join any:%n",
                    servers,
                    relay);
            for (int i = 0; i < net.size(); i++) {
                out.printf("  %s: lab client --port %d%n", net.name(i), net.address(i).getPort());
            }
            out.println("Ctrl-C stops them all.");
            out.flush();
            var ended = new CountDownLatch(1);
            net.onEnd(ended::countDown);
            ended.await();
            line.getErr().println("A server has ended by itself, so the net has ended.");
            return 3;
        } catch (ServerFailedException e) {
            line.getErr().println(e.getMessage());
            return e.exitCode();
        }
    }
}
