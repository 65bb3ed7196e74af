package chatlab.client;

import chatlab.client.DemoRun.Verdict;
import chatlab.evidence.Evidence;
import chatlab.evidence.Json;
import chatlab.terminal.Paint;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab demo`: shows in under a minute which strategies lose messages.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the same chat on one broadcast strategy after the other and shows which of them"
                    + " lose messages.",
            "Each strategy gets a server in a JVM of its own, and 72 clients who count."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the correct strategies lost nothing, and every broken one was caught",
            "1:one of them did otherwise",
            "2:wrong usage, such as a strategy that there is not",
            "3:something could not run"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  lab demo", "  lab demo --strategy unsafe,Mine.java --out mine"})
public final class DemoCommand implements Callable<Integer> {
    private static final String MAIN_CLASS = "chatlab.cli.Lab";

    /// About five seconds for each strategy on two cores that are idle, about ten on any that are
    /// not.
    private static final SwarmPlan PLAN =
            new SwarmPlan(
                    "127.0.0.1",
                    0,
                    "#lab",
                    64,
                    8,
                    20_000,
                    8,
                    64,
                    1,
                    0,
                    Duration.ofSeconds(7),
                    Duration.ofSeconds(60));

    @Option(
            names = "--strategy",
            split = ",",
            paramLabel = "NAME|FILE|CLASS",
            description =
                    "Strategies to try, in this order (default: unsafe,synchronized,rwlock,cow).")
    private List<String> strategies = List.of();

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description = "Jars and folders in which to look for a strategy's class.")
    private @Nullable String classpath;

    @Mixin private final ResultOptions results = new ResultOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            var evidence = results.beginEvidence();
            var runs = run();
            var report = new DemoReport(PLAN, runs);
            int exitCode = runs.stream().map(DemoRun::verdict).allMatch(Verdict::isGood) ? 0 : 1;
            print(runs, report);
            if (evidence.isPresent()) {
                leave(evidence.get(), runs, report, exitCode);
            }
            return exitCode;
        } catch (ServerFailedException e) {
            return fail(e, e.exitCode());
        } catch (SwarmException | IOException e) {
            return fail(e, 3);
        }
    }

    private List<DemoRun> run() throws ServerFailedException, SwarmException, InterruptedException {
        var demo =
                new Demo(
                        MAIN_CLASS,
                        PLAN,
                        classpath == null ? List.of() : List.of("--classpath", classpath));
        for (var strategy : strategies) {
            demo.check(strategy);
        }
        var all = strategies.isEmpty() ? Demo.STRATEGIES : strategies;
        var runs = new ArrayList<DemoRun>();
        try (var progress = results.progress()) {
            for (var strategy : all) {
                progress.begin("%s (%d of %d)".formatted(strategy, runs.size() + 1, all.size()));
                runs.add(demo.run(strategy, progress));
            }
        }
        return runs;
    }

    private void print(List<DemoRun> runs, DemoReport report) {
        var out = spec.commandLine().getOut();
        out.print(
                results.json()
                        ? Json.pretty(DemoDocument.of(runs))
                        : report.text(Paint.forOutput()));
        out.flush();
    }

    private static void leave(
            Evidence.Run evidence, List<DemoRun> runs, DemoReport report, int exitCode)
            throws IOException {
        evidence.note("order", runs.stream().map(DemoRun::strategy).toList());
        evidence.write("demo.json", DemoDocument.of(runs));
        evidence.writeText("demo.html", report.html(evidence.environment()));
        evidence.finish(exitCode);
    }

    private int fail(Exception e, int exitCode) {
        var command = spec.commandLine();
        command.getErr()
                .println(command.getColorScheme().errorText(String.valueOf(e.getMessage())));
        return exitCode;
    }
}
