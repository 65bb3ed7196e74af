package chatlab.client;

import chatlab.evidence.Json;
import chatlab.terminal.DurationConverter;
import chatlab.terminal.Paint;

import picocli.CommandLine.Command;
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

/// `lab faults`: how the server takes clients that misbehave.
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Shows how the chat server takes clients that do not read, do not speak, babble, vanish"
                    + " or are killed.",
            "Each fault gets a server in a JVM of its own. docs/robustness.md says what to expect."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the server did as it should",
            "1:it did not",
            "2:wrong usage",
            "3:something could not run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab faults                              all but the soak, about two minutes",
            "  lab faults stalled --delivery loop",
            "  lab faults soak --time 10m"
        })
public final class FaultsCommand implements Callable<Integer> {
    private static final String MAIN_CLASS = "chatlab.cli.Lab";

    @Parameters(
            paramLabel = "FAULT",
            arity = "0..*",
            description = "What is to go wrong: ${COMPLETION-CANDIDATES}; by default all but soak.")
    private List<Fault> faults = List.of();

    @Option(names = "--delivery", description = "As of lab server.")
    private String delivery = "queued";

    @Option(names = "--overflow", description = "As of lab server.")
    private String overflow = "disconnect";

    @Option(names = "--strategy", paramLabel = "NAME|FILE|CLASS", description = "As of lab server.")
    private String strategy = "cow";

    @Option(
            names = "--time",
            converter = DurationConverter.class,
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "How long the soak is (default: 10m).")
    private Duration time = Duration.ofMinutes(10);

    @Option(names = "--seed", description = "Decides who comes and goes when, and the garbage.")
    private long seed = 1;

    @Option(names = "--quick", description = "A little of everything, with no verdict on speed.")
    private boolean quick;

    @Mixin private final ResultOptions results = new ResultOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (time.toSeconds() < 1) {
            throw new ParameterException(spec.commandLine(), "--time must be a second or more.");
        }
        try {
            var evidence = results.beginEvidence();
            var reports = run();
            int exitCode = reports.stream().allMatch(FaultReport::kept) ? 0 : 1;
            if (results.json()) {
                spec.commandLine().getOut().print(Json.pretty(document(reports)));
            }
            spec.commandLine().getOut().flush();
            if (evidence.isPresent()) {
                evidence.get().write("faults.json", document(reports));
                evidence.get().finish(exitCode);
            }
            return exitCode;
        } catch (ServerFailedException e) {
            return fail(e, e.exitCode());
        } catch (SwarmException | IOException e) {
            return fail(e, 3);
        }
    }

    private List<FaultReport> run()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        var reports = new ArrayList<FaultReport>();
        try (var progress = results.progress()) {
            var all =
                    new Faults(
                            MAIN_CLASS,
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
                            progress);
            for (var fault : faults.isEmpty() ? allButTheSoak() : faults) {
                var report = all.run(fault);
                reports.add(report);
                progress.clear();
                if (!results.json()) {
                    spec.commandLine().getOut().print(report.text(Paint.forOutput()));
                    spec.commandLine().getOut().flush();
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

    private int fail(Exception e, int exitCode) {
        var command = spec.commandLine();
        command.getErr()
                .println(command.getColorScheme().errorText(String.valueOf(e.getMessage())));
        return exitCode;
    }
}
