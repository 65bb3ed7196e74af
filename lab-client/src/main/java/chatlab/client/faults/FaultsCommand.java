package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.client.swarm.SwarmException;
import chatlab.client.swarm.SwarmLine;
import chatlab.evidence.Json;
import chatlab.terminal.DurationConverter;
import chatlab.terminal.OutputOptions;
import chatlab.terminal.Paint;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab faults`: shows how the server copes with clients that misbehave.
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Shows how the chat server copes with clients that do not read, stay silent, send"
                    + " garbage, vanish or are killed.",
            "Each fault gets a server in a JVM of its own. docs/robustness.md describes the"
                    + " expected results."
        },
        exitCodeList = {
            "0:the server behaved as it should under every fault",
            "1:under some fault it did not",
            "2:wrong usage",
            "3:something could not run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab faults                              all but the soak; about 2 minutes",
            "  lab faults stalled --delivery loop",
            "  lab faults soak --time 30m"
        })
public final class FaultsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FAULT",
            arity = "0..*",
            showDefaultValue = Visibility.NEVER,
            description = "What goes wrong: ${COMPLETION-CANDIDATES} (default: all but soak).")
    private List<Fault> faults = List.of();

    @Option(names = "--delivery", description = "Same as for lab server.")
    private String delivery = "queued";

    @Option(names = "--overflow", description = "Same as for lab server.")
    private String overflow = "disconnect";

    @Option(
            names = "--strategy",
            paramLabel = "NAME|FILE|CLASS",
            description = "Same as for lab server.")
    private String strategy = "cow";

    @Option(
            names = "--time",
            converter = DurationConverter.class,
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "Duration of the soak (default: 30m).")
    private Duration time = Duration.ofMinutes(30);

    @Option(names = "--seed", description = "Decides the garbage, and when clients join and leave.")
    private long seed = 1;

    @Option(names = "--quick", description = "Use small sizes and do not judge speed.")
    private boolean quick;

    @Mixin private final OutputOptions results = new OutputOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (time.toSeconds() < 1) {
            throw new ParameterException(spec.commandLine(), "--time must be 1 second or longer.");
        }
        try {
            var evidence = results.beginEvidence();
            var reports = run();
            int exitCode = reports.stream().allMatch(FaultReport::kept) ? 0 : 1;
            if (results.json()) {
                results.print(Json.pretty(document(reports)));
            }
            if (evidence.isPresent()) {
                evidence.get().write("faults.json", document(reports));
                evidence.get().finish(exitCode);
            }
            return exitCode;
        } catch (ServerFailedException e) {
            return results.fail(e, e.exitCode());
        } catch (SwarmException | IOException e) {
            return results.fail(e, 3);
        }
    }

    private List<FaultReport> run()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        var reports = new ArrayList<FaultReport>();
        try (var progress = new SwarmLine(results.progress())) {
            var all =
                    new Faults(
                            new FaultSetup(
                                    ServerProcess.LAB,
                                    List.of(
                                            "--delivery",
                                            delivery,
                                            "--overflow",
                                            overflow,
                                            "--strategy",
                                            strategy),
                                    quick ? FaultSizes.quick() : FaultSizes.full(time),
                                    !quick,
                                    seed,
                                    progress));
            for (var fault : faults.isEmpty() ? allButTheSoak() : faults) {
                var report = all.run(fault);
                reports.add(report);
                progress.clear();
                if (!results.json()) {
                    results.print(report.text(Paint.forOutput()));
                }
            }
        }
        return reports;
    }

    private static List<Fault> allButTheSoak() {
        return List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.SOAK)));
    }

    private record Document(
            String schema,
            String delivery,
            String overflow,
            String strategy,
            List<FaultReport> faults) {}

    private Document document(List<FaultReport> reports) {
        return new Document("chatlab/faults/1", delivery, overflow, strategy, reports);
    }
}
