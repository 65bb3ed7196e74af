package chatlab.client.swarm;

import chatlab.evidence.Evidence;
import chatlab.evidence.Json;
import chatlab.terminal.DurationConverter;
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
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was lost, duplicated or reordered",
            "1:something was lost, duplicated or reordered",
            "2:wrong usage",
            "3:no verdict: no server answered, it refused, or the time ran out"
        },
        footerHeading = "%nExample:%n",
        footer = "  lab swarm --clients 100 --senders 4 --messages 5000 --churn 0 --out swarm-run")
public final class SwarmCommand implements Callable<Integer> {
    @Option(names = "--host", description = "The server's host.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "The server's port.")
    private int port = 8080;

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

    @Option(names = "--churn", description = "Additional clients that join and leave all the time.")
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

    @Mixin private final OutputOptions results = new OutputOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
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
        if (follow != null) {
            var out = spec.commandLine().getOut();
            return new SwarmFollow(plan, follow, out).run(System.in) ? 0 : 3;
        }
        try {
            var evidence = results.beginEvidence();
            var result = run(plan);
            int exitCode = result.audit().clean() ? 0 : 1;
            print(result);
            if (evidence.isPresent()) {
                write(evidence.get(), result, exitCode);
            }
            return exitCode;
        } catch (SwarmException | IOException e) {
            return results.fail(e, 3);
        }
    }

    private SwarmResult run(SwarmPlan plan) throws SwarmException, InterruptedException {
        try (var progress = new SwarmLine(results.progress())) {
            progress.begin("swarm");
            return Swarm.run(plan, progress);
        }
    }

    private void print(SwarmResult result) {
        results.print(
                results.json()
                        ? Json.pretty(SwarmDocument.of(result))
                        : new SwarmReport(result).text(Paint.forOutput()));
    }

    private static void write(Evidence.Run evidence, SwarmResult result, int exitCode)
            throws IOException {
        evidence.write("swarm.json", SwarmDocument.of(result));
        evidence.writeText("swarm.html", new SwarmReport(result).html(evidence.environment()));
        evidence.finish(exitCode);
    }
}
