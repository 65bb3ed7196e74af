package chatlab.bench.command;

import chatlab.bench.ChurnRate;
import chatlab.bench.Sink;
import chatlab.bench.check.RaceAnswer;
import chatlab.bench.compare.BenchTable;
import chatlab.bench.compare.Comparisons;
import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.BenchQuestion;
import chatlab.bench.run.Cell;
import chatlab.bench.run.ForkPlan;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.evidence.Json;
import chatlab.evidence.Terms;
import chatlab.terminal.GivenOptions;
import chatlab.terminal.OutputOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// `lab bench`: measures strategies side by side, and says what may be concluded.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures broadcast strategies side by side, and says what may be concluded.",
            "First each strategy is checked: does it keep what it declares? Then each is measured"
                    + " in JVMs of its own, in rounds, until every comparison is decided or the"
                    + " time is up."
        },
        subcommands = {
            CompareCommand.class,
            HistoryCommand.class,
            TargetsCommand.class,
            ChatCommand.class
        },
        exitCodeList = {
            "0:measured",
            "1:measured, and a strategy broke what it declares",
            "2:wrong usage",
            "3:could not run, or was interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab bench --quick --question churn --strategy rwlock,cow,snapshot --out run1",
            "  lab bench --question members,threads,churn --strategy all --time 3h --out run2",
            "  lab bench --question churn --members 64 --strategy cow,Mine.java --time 20m",
            "  lab bench compare run1/bench.json --baseline cow"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final Duration QUICK = Duration.ofMinutes(3);

    /// Few, so that each has enough rounds: a lock, and two that copy.
    private static final List<String> FEW = List.of("synchronized", "cow", "snapshot");

    @Option(
            names = "--strategy",
            split = ",",
            paramLabel = "NAME|FILE|CLASS",
            description =
                    "What to measure: names, .java files, class names; outsiders: channel-group,"
                            + " event-bus, plain-array; all: the correct ones and the outsiders"
                            + " (default: synchronized, cow and snapshot).")
    private List<String> strategies = List.of();

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description = "Jars and folders in which to look for strategies' classes.")
    private @Nullable String classpath;

    @Option(
            names = "--question",
            split = ",",
            description = "What to ask: ${COMPLETION-CANDIDATES} (default: churn).")
    private List<BenchQuestion> questions = List.of();

    @Option(
            names = "--members",
            split = ",",
            paramLabel = "N",
            description = "Sizes of the channel.")
    private List<Integer> members = List.of();

    @Option(names = "--threads", split = ",", paramLabel = "N", description = "Threads at work.")
    private List<Integer> threads = List.of();

    @Option(
            names = "--churn",
            split = ",",
            paramLabel = "0|1:N",
            description = "Joins (each with a leave) to broadcasts.")
    private List<String> churn = List.of();

    @Option(
            names = "--sink",
            description =
                    "What a delivery does to its subscriber: ${COMPLETION-CANDIDATES} (default:"
                            + " read).")
    private Sink sink = Sink.READ;

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "The strategy to compare with (default: the first one measured).")
    private @Nullable String baseline;

    @Option(
            names = "--race",
            split = ",",
            paramLabel = "FILE",
            description = "Results of lab race, used instead of the short check.")
    private List<Path> raceFiles = List.of();

    @Mixin private final StoppingOptions until = new StoppingOptions();

    @Mixin private final LengthOptions length = new LengthOptions();

    @Mixin private final TermsOptions terms = new TermsOptions();

    @Mixin private final OutputOptions results = new OutputOptions();

    @Option(
            names = "--json-lines",
            description =
                    "Print each check and each fork as JSON when it is done, one a line. The last"
                            + " line is the result.")
    private boolean jsonLines;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        new GivenOptions(spec).refuse("--json-lines", "--json");
        Terms agreed = terms.terms();
        until.check();
        List<Contestant> contestants = contestants();
        String base = baseline == null ? contestants.getFirst().name() : baseline;
        var plan = ForkPlan.of(cells(), contestants, until.seed());
        List<RaceAnswer> races = new ArrayList<>();
        for (Path file : raceFiles) races.addAll(RaceAnswer.read(file));
        Duration usual = length.quick() ? QUICK : USUAL;
        var io = spec.commandLine();
        var listener = jsonLines ? new BenchLines(io.getOut()) : BenchListener.NONE;
        try (var run = new BenchRun(plan, until, usual, results, io.getErr(), listener)) {
            if (!run.isAgreed(length)) return 3;
            var measured =
                    run.measure(
                            races,
                            base,
                            agreed,
                            (found, struckOut) ->
                                    Comparisons.judgements(found, base, agreed, struckOut));
            if (measured.isEmpty()) return 3;
            var found = measured.get();
            print(found);
            int exitCode = !found.isWhole() ? 3 : found.report().isSound() ? 0 : 1;
            found.write(exitCode);
            return exitCode;
        }
    }

    private void print(BenchRun.Measured found) {
        PrintWriter out = spec.commandLine().getOut();
        if (jsonLines) {
            out.println(Json.line(found.jmh()));
        } else if (results.json()) {
            out.print(Json.pretty(found.jmh()));
        } else {
            out.print(new BenchTable(found.report()).text());
        }
        out.flush();
    }

    private List<Contestant> contestants() {
        var found = new LinkedHashSet<Contestant>();
        var paths =
                classpath == null
                        ? List.<Path>of()
                        : Stream.of(classpath.split(File.pathSeparator, -1)).map(Path::of).toList();
        for (String wanted : wanted()) {
            if (wanted.equals("all")) {
                found.addAll(Contestant.correct());
                found.addAll(Contestant.outsiders());
                continue;
            }
            try {
                found.add(Contestant.find(wanted, paths));
            } catch (StrategyNotFoundException e) {
                throw usage(String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(found);
    }

    private List<String> wanted() {
        return strategies.isEmpty() ? FEW : strategies;
    }

    private List<Cell> cells() {
        var asked = questions.isEmpty() ? List.of(BenchQuestion.CHURN) : questions;
        try {
            churn.forEach(ChurnRate::parse);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        if (Stream.concat(members.stream(), threads.stream()).anyMatch(n -> n < 1)) {
            throw usage("--members and --threads must be at least 1.");
        }
        var axes = new BenchQuestion.Axes(members, threads, churn, sink.toString(), length.quick());
        return asked.stream().flatMap(question -> question.cells(axes).stream()).toList();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
