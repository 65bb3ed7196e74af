package chatlab.client.swarm;

import static java.util.Objects.requireNonNull;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.evidence.Evidence;
import chatlab.evidence.Json;
import chatlab.terminal.DurationConverter;
import chatlab.terminal.GivenOptions;
import chatlab.terminal.OutputOptions;
import chatlab.terminal.Paint;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `lab swarm`: loads any IRC server with many clients and audits what each of them receives.
@Command(
        name = "swarm",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Loads an IRC server with many clients and audits what each of them receives.",
            "Any IRC server will do. Switch off its limits on connections per address and on the"
                    + " message rate of a client.",
            "With --follow it is for programs: it prints a line of JSON again and again, repeats"
                    + " the run until its input ends, and takes the lines 'stall' (one member stops"
                    + " reading) and 'resume'."
        },
        exitCodeList = {
            "0:nothing was lost, duplicated or reordered, and the strategy threw nothing; with"
                    + " --servers: the relay kept what it promises",
            "1:something was lost, duplicated or reordered, or the strategy threw; with --servers:"
                    + " the relay broke a promise",
            "2:wrong usage",
            "3:no verdict: no server answered, it refused, or the time ran out"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab swarm --clients 100 --senders 4 --messages 5000 --churn 0 --out swarm-run",
            "  lab swarm --strategy Mine.java",
            "  lab swarm --plain --port 8081         clients without IRC",
            "  lab swarm --servers a,b,c --relay total --split c@5s+10s"
        })
public final class SwarmCommand implements Callable<Integer> {
    @Option(
            names = "--strategy",
            paramLabel = "NAME|FILE|CLASS",
            description = "Start a server with this strategy for the run, instead of --host.")
    private @Nullable String strategy;

    @Option(names = "--host", description = "The server's host.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "The server's port.")
    private int port = 8080;

    @Option(
            names = "--plain",
            description =
                    "Clients that know no IRC, for a server's --plain port: give that one as"
                            + " --port, or name a --strategy.")
    private boolean isPlain;

    @Option(names = "--channel", description = "The channel that all clients join.")
    private String channel = "#lab";

    @Option(
            names = "--clients",
            description = "Members that stay from the first message to the last.")
    private int clients = 64;

    @Option(names = "--senders", description = "How many of these members also send.")
    private int senders = 8;

    @Option(names = "--messages", description = "How many messages each sender sends.")
    private int messages = 1000;

    @Option(
            names = "--churn",
            description =
                    "Additional clients that join and leave all the time. Not with --servers.")
    private int churners = 8;

    @Option(names = "--payload", description = "Size of a message's text in bytes.")
    private int payload = 64;

    @Option(names = "--seed", description = "Decides when clients join and leave.")
    private long seed = 1;

    @Option(
            names = "--rate",
            showDefaultValue = Visibility.NEVER,
            description =
                    "Messages per second of all senders together, even if the server is slower;"
                            + " 0: as fast as the receivers allow.")
    private double rate;

    @Option(
            names = "--timeout",
            converter = DurationConverter.class,
            showDefaultValue = Visibility.NEVER,
            description = "Give up after this time, without a verdict (default: 60s).")
    private Duration timeout = Duration.ofSeconds(60);

    @Option(
            names = "--follow",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Print a line of JSON at this interval, such as 50ms.")
    private @Nullable Duration follow;

    @Option(
            names = "--round",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            showDefaultValue = Visibility.NEVER,
            description = "With --follow: how long each run sends at most (default: 10s).")
    private Duration round = Duration.ofSeconds(10);

    /// The main class of the `lab` command; null: the one that this is a command of.
    private final @Nullable String mainClass;

    @Mixin private final NetSwarmOptions several = new NetSwarmOptions();

    @Mixin private final OutputOptions results = new OutputOptions();

    @Spec private CommandSpec spec;

    public SwarmCommand() {
        this(null);
    }

    /// @param mainClass the main class of the `lab` command
    SwarmCommand(@Nullable String mainClass) {
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws InterruptedException {
        var given = new GivenOptions(spec);
        several.check(given);
        given.refuse("--follow", "--strategy", "--servers", "--json", "--out");
        given.refuse("--plain", "--follow", "--servers");
        // With these the swarm starts its own servers.
        given.refuse("--strategy", "--host", "--port");
        given.refuse("--servers", "--host", "--port", "--churn");
        given.require("--follow", "--round");
        var plan =
                new SwarmPlan(
                        host,
                        port,
                        channel,
                        clients,
                        senders,
                        messages,
                        churners,
                        payload,
                        seed,
                        rate,
                        follow == null ? Duration.ZERO : round,
                        timeout);
        if (plan.objection() != null) {
            throw new ParameterException(spec.commandLine(), plan.objection());
        }
        var objection = several.objection(timeout);
        if (objection != null) throw new ParameterException(spec.commandLine(), objection);
        if (isPlain && PlainSwarm.objection(plan) != null) {
            throw new ParameterException(spec.commandLine(), PlainSwarm.objection(plan));
        }
        if (follow != null) {
            var out = spec.commandLine().getOut();
            return new SwarmFollow(plan, follow, out).run(System.in) ? 0 : 3;
        }
        try {
            var evidence = results.beginEvidence();
            if (several.isNet()) return runOnSeveral(plan, evidence);
            var judged = strategy == null ? new Judged(run(plan), null) : run(plan, strategy);
            int exitCode = judged.isClean() ? 0 : 1;
            print(judged);
            if (evidence.isPresent()) {
                write(evidence.get(), judged, exitCode);
            }
            return exitCode;
        } catch (ServerFailedException e) {
            return results.fail(e, e.exitCode());
        } catch (SwarmException | IOException e) {
            return results.fail(e, 3);
        }
    }

    /// @param strategyErrors exceptions that the strategy threw; null if nobody knows
    private record Judged(SwarmResult swarm, @Nullable Long strategyErrors) {
        boolean isClean() {
            return swarm.audit().clean() && (strategyErrors == null || strategyErrors == 0);
        }

        SwarmDocument document() {
            return SwarmDocument.of(swarm, strategyErrors);
        }
    }

    /// Runs it against a server of its own.
    private Judged run(SwarmPlan plan, String name)
            throws ServerFailedException, SwarmException, InterruptedException {
        var arguments = new ArrayList<>(ServerProcess.WITHOUT_HISTORY);
        arguments.addAll(List.of("--strategy", name));
        if (isPlain) arguments.addAll(List.of("--plain", "0"));
        try (var server = ServerProcess.start(lab(), arguments)) {
            var ready = server.awaitReady();
            int port = isPlain ? requireNonNull(ready.plain()) : ready.port();
            var result = run(plan.at(ready.host(), port));
            return new Judged(result, server.stop().strategyErrors());
        }
    }

    private int runOnSeveral(SwarmPlan plan, Optional<Evidence.Run> evidence)
            throws ServerFailedException, SwarmException, InterruptedException, IOException {
        var adapted = several.adapt(plan);
        if (adapted.objection() != null) {
            throw new ParameterException(spec.commandLine(), adapted.objection());
        }
        try (var progress = new SwarmLine(results.progress())) {
            progress.begin("swarm");
            var arguments = strategy == null ? List.<String>of() : List.of("--strategy", strategy);
            var result = several.run(lab(), adapted, arguments, progress);
            progress.clear();
            var report =
                    new NetSwarmReport(
                            several.relay(),
                            result.promises(),
                            several.faults(),
                            several.lossPercent(),
                            result);
            int exitCode = report.isKept() ? 0 : 1;
            results.print(
                    results.json()
                            ? Json.pretty(report.document())
                            : report.text(Paint.forOutput()));
            if (evidence.isPresent()) {
                evidence.get().write("swarm.json", report.document());
                evidence.get().writeText("swarm.html", report.html(evidence.get().environment()));
                evidence.get().finish(exitCode);
            }
            return exitCode;
        }
    }

    private String lab() {
        return mainClass == null ? spec.root().userObject().getClass().getName() : mainClass;
    }

    private SwarmResult run(SwarmPlan plan) throws SwarmException, InterruptedException {
        try (var progress = new SwarmLine(results.progress())) {
            progress.begin("swarm");
            return isPlain ? PlainSwarm.run(plan, progress) : Swarm.run(plan, progress);
        }
    }

    private void print(Judged judged) {
        if (results.json()) {
            results.print(Json.pretty(judged.document()));
            return;
        }
        var text = new SwarmReport(judged.swarm).text(Paint.forOutput());
        var errors = judged.strategyErrors;
        results.print(
                errors == null || errors == 0
                        ? text
                        : text + "The strategy threw %,d exceptions.%n".formatted(errors));
    }

    private static void write(Evidence.Run evidence, Judged judged, int exitCode)
            throws IOException {
        evidence.write("swarm.json", judged.document());
        evidence.writeText(
                "swarm.html", new SwarmReport(judged.swarm).html(evidence.environment()));
        evidence.finish(exitCode);
    }
}
