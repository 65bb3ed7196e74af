package chatlab.client.demo;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.client.swarm.SwarmException;
import chatlab.client.swarm.SwarmLine;
import chatlab.client.swarm.SwarmPlan;
import chatlab.evidence.Evidence;
import chatlab.evidence.Json;
import chatlab.terminal.GivenOptions;
import chatlab.terminal.OutputOptions;
import chatlab.terminal.Paint;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
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

/// `lab demo`: shows in under a minute which strategies lose messages.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the same chat on one broadcast strategy after the other and shows which of them"
                    + " lose messages.",
            "Each strategy gets a server in a JVM of its own, and 72 clients that record what they"
                    + " receive."
        },
        exitCodeList = {
            "0:the correct strategies lost nothing, and every broken one was caught",
            "1:a correct strategy failed, or a broken one was not caught",
            "2:wrong usage, such as an unknown strategy",
            "3:something could not run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab demo",
            "  lab demo --strategy unsafe,Mine.java --out mine",
            "  lab demo --servers 3                  on three servers, with each relay"
        })
public final class DemoCommand implements Callable<Integer> {
    /// Takes about 5 seconds for each strategy on two idle cores, and about 10 on busy ones.
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
            description = "Jars and folders that contain the strategy's class.")
    private @Nullable String classpath;

    @Option(
            names = "--servers",
            paramLabel = "N",
            description =
                    "With 2 or more: so many servers as one net, and one relay after the other.")
    private int servers = 1;

    @Option(
            names = "--relay",
            split = ",",
            paramLabel = "NAME|FILE",
            description = "With --servers: relays to try, in this order (default: all).")
    private List<String> relays = List.of();

    @Spec private CommandSpec spec;

    @Mixin private final OutputOptions results = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        new GivenOptions(spec).refuse("--servers", "--strategy", "--classpath");
        if (servers < 1 || servers > 9 || (servers == 1 && !relays.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--servers must be between 2 and 9 to compare relays, or left out.");
        }
        try {
            var evidence = results.beginEvidence();
            if (servers > 1) return runOnSeveral(evidence);
            var runs = run();
            var report = new DemoReport(PLAN, runs);
            int exitCode = runs.stream().map(DemoRun::judgment).allMatch(Judgment::isGood) ? 0 : 1;
            results.print(
                    results.json() ? Json.pretty(DemoDocument.of(runs)) : report.conclusion());
            if (evidence.isPresent()) {
                write(evidence.get(), runs, report, exitCode);
            }
            return exitCode;
        } catch (ServerFailedException e) {
            return results.fail(e, e.exitCode());
        } catch (SwarmException | IOException e) {
            return results.fail(e, 3);
        }
    }

    private List<DemoRun> run() throws ServerFailedException, SwarmException, InterruptedException {
        var demo =
                new Demo(
                        ServerProcess.LAB,
                        PLAN,
                        classpath == null ? List.of() : List.of("--classpath", classpath));
        for (var strategy : strategies) {
            demo.check(strategy);
        }
        var all = strategies.isEmpty() ? Demo.STRATEGIES : strategies;
        var runs = new ArrayList<DemoRun>();
        var names = all.stream().map(DemoCommand::shortName).toList();
        var paint = Paint.forOutput();
        try (var progress = new SwarmLine(results.progress())) {
            show(DemoReport.head(PLAN, names, paint), progress);
            for (var strategy : all) {
                progress.begin("%s (%d of %d)".formatted(strategy, runs.size() + 1, all.size()));
                runs.add(demo.run(strategy, progress));
                show(DemoReport.row(runs.getLast(), names, paint), progress);
            }
        }
        return runs;
    }

    private int runOnSeveral(Optional<Evidence.Run> evidence)
            throws ServerFailedException, SwarmException, InterruptedException, IOException {
        var demo = new NetDemo(servers);
        var all = relays.isEmpty() ? NetDemo.RELAYS : relays;
        var runs = new ArrayList<NetDemo.Run>();
        try (var progress = new SwarmLine(results.progress())) {
            for (var relay : all) {
                progress.begin("%s (%d of %d)".formatted(relay, runs.size() + 1, all.size()));
                runs.add(demo.run(relay, progress));
            }
        }
        int exitCode = runs.stream().map(NetDemo.Run::judgment).allMatch(Judgment::isGood) ? 0 : 1;
        results.print(
                results.json()
                        ? Json.pretty(NetDemo.Document.of(runs))
                        : demo.text(runs, Paint.forOutput()));
        if (evidence.isPresent()) {
            evidence.get().note("order", all);
            evidence.get().write("demo.json", NetDemo.Document.of(runs));
            evidence.get().writeText("demo.html", demo.html(runs, evidence.get().environment()));
            evidence.get().finish(exitCode);
        }
        return exitCode;
    }

    /// Each result is shown at once. A progress line must not stand in its way.
    private void show(String text, SwarmLine progress) {
        if (results.json()) return;
        progress.clear();
        results.print(text);
    }

    /// What a row will call it: a file by its name.
    private static String shortName(String strategy) {
        return strategy.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.java$", "");
    }

    private static void write(
            Evidence.Run evidence, List<DemoRun> runs, DemoReport report, int exitCode)
            throws IOException {
        evidence.note("order", runs.stream().map(DemoRun::strategy).toList());
        evidence.write("demo.json", DemoDocument.of(runs));
        evidence.writeText("demo.html", report.html(evidence.environment()));
        evidence.finish(exitCode);
    }
}
