package chatlab.races.command;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyOptions;
import chatlab.evidence.Environment;
import chatlab.evidence.Json;
import chatlab.evidence.race.RaceFile;
import chatlab.races.run.Plan;
import chatlab.races.run.Progress;
import chatlab.races.run.RaceRun;
import chatlab.races.verdict.Race;
import chatlab.races.verdict.RaceMatrix;
import chatlab.races.verdict.RaceProblems;
import chatlab.races.verdict.RaceText;
import chatlab.strategies.Guarantee;
import chatlab.terminal.DurationConverter;
import chatlab.terminal.GivenOptions;
import chatlab.terminal.Paint;
import chatlab.terminal.ProgressLine;
import chatlab.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// `lab race`: tests a strategy and says which of its promises it keeps.
@Command(
        name = "race",
        mixinStandardHelpOptions = true,
        description = {
            "Tests which of its guarantees a strategy keeps, and shows how it breaks the others.",
            "An engine runs small programs on it in every interleaving within a bound; what it"
                + " finds is the same on every machine. Then race tests call it from two threads"
                + " (jcstress), rendezvous tests arrange situations, and a hunt searches for calls"
                + " that never return. Each run must catch a planted bug; otherwise none of its"
                + " verdicts counts.",
            "With --all or --repeat, the exit code is 0 if all agrees with the annotations: correct"
                    + " strategies keep their promises, and those broken on purpose are caught."
        },
        exitCodeList = {
            "0:every declared guarantee held",
            "1:a declared guarantee is broken",
            "2:wrong usage, such as an unknown strategy or one that does not compile",
            "3:not run, or not conclusive"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab race --strategy unsafe --quick",
            "  lab race --strategy Mine.java --engine-only --verbose",
            "  lab race --strategy Mine.java --guarantee DELIVERY --verbose",
            "  lab race --all --quick --out races",
            "  lab race --strategy unsafe-free-slots --quick --repeat 20"
        })
public final class RaceCommand implements Callable<Integer> {
    @Mixin private final StrategyOptions strategies = new StrategyOptions();

    @Option(
            names = "--all",
            description =
                    "Test the whole catalogue, and print a matrix of measured and declared"
                            + " guarantees.")
    private boolean all;

    @Option(
            names = "--guarantee",
            split = ",",
            paramLabel = "GUARANTEE",
            description = "Test only these: ${COMPLETION-CANDIDATES}.")
    private List<Guarantee> guarantees = List.of();

    @ArgGroup(exclusive = true)
    private @Nullable Pace pace;

    /// How long the run takes.
    static final class Pace {
        @Option(names = "--quick", description = "Less than 15 s for each strategy, on two cores.")
        private boolean quick;

        @Option(
                names = "--engine-only",
                description = "Only what is the same on every machine; no race tests.")
        private boolean engineOnly;

        @Option(
                names = "--thorough",
                description =
                        "Also more programs for the engine, and all of jcstress's own JVM modes; 20"
                                + " minutes or more.")
        private boolean thorough;
    }

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time for all race tests of a strategy together, such as 20s.")
    private @Nullable Duration time;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "Run everything N times, and say in how many runs each guarantee was broken.")
    private int repeat = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of the hunt's calls (default: 1). Race tests have no seed, and the engine"
                            + " needs none.")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also write the results to this directory: JSON, HTML pages and the"
                            + " environment.")
    private @Nullable Path directory;

    @Option(names = "--json", description = "Print only the result, as JSON.")
    private boolean json;

    @Option(
            names = "--json-lines",
            description =
                    "Print what is known so far as JSON, one line each time it changes. The last"
                            + " line is the result.")
    private boolean jsonLines;

    @Option(
            names = "--verbose",
            description =
                    "Also print how often each outcome was seen, all data races, and the steps that"
                            + " break a promise.")
    private boolean verbose;

    @Option(
            names = "--problems",
            description =
                    "Also print each finding about a .java file as FILE:LINE: TEXT, for the problem"
                            + " list of an editor.")
    private boolean problems;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var given = new GivenOptions(spec);
        given.refuse("--json-lines", "--json");
        given.refuse("--problems", "--json", "--json-lines", "--all", "--repeat");
        var entries = entries();
        if (repeat < 1) {
            throw new ParameterException(spec.commandLine(), "--repeat must be 1 or more.");
        }
        var evidence = directory == null ? null : evidence(directory);
        var environment = evidence == null ? Environment.capture() : evidence.environment();
        var races = new ArrayList<Race>();
        var runs = Collections.nCopies(repeat, entries).stream().flatMap(List::stream).toList();
        boolean isWatched = !json && !jsonLines && Terminal.isPresent();
        var estimate = plan().estimate().multipliedBy(runs.size());
        long end = System.nanoTime() + estimate.toNanos();
        try (var line = new ProgressLine(spec.commandLine().getErr(), isWatched)) {
            var countdown = new Countdown(line, estimate);
            for (var entry : runs) {
                var place = runs.size() == 1 ? "" : races.size() + 1 + "/" + runs.size() + " ";
                Progress progress =
                        jsonLines
                                ? new RaceLines(spec.commandLine().getOut(), entry.name(), end)
                                : what -> countdown.at(place + entry.name() + ": " + what);
                var jcstress = evidence == null ? null : evidence.jcstress(entry.name());
                var run = new RaceRun(entry, asked(), plan(), progress);
                races.add(run.run(plan().isEngineOnly() ? null : environment, jcstress));
            }
        }
        int exitCode = exitCode(races);
        print(races);
        if (evidence != null) evidence.leave(races, exitCode);
        return exitCode;
    }

    private RaceEvidence evidence(Path directory) throws IOException {
        var words = new ArrayList<String>();
        words.add(spec.root().name());
        words.addAll(spec.commandLine().getParseResult().originalArgs());
        return new RaceEvidence(directory, isSeveral(), words);
    }

    private List<CatalogueEntry> entries() {
        if (all == strategies.name().isPresent()) {
            throw new ParameterException(spec.commandLine(), "Give either --strategy or --all.");
        }
        return all ? Catalogue.entries() : List.of(strategies.find());
    }

    private boolean isSeveral() {
        return all || repeat > 1;
    }

    private Set<Guarantee> asked() {
        return guarantees.isEmpty() ? EnumSet.allOf(Guarantee.class) : EnumSet.copyOf(guarantees);
    }

    private Plan plan() {
        var plan = Plan.usual(seed);
        if (pace != null && pace.quick) plan = Plan.quick(seed);
        if (pace != null && pace.thorough) plan = Plan.thorough(seed);
        if (pace != null && pace.engineOnly) return Plan.engineOnly();
        return time == null ? plan : plan.withTime(time);
    }

    private int exitCode(List<Race> races) {
        if (races.size() == 1) return races.getFirst().exitCode();
        boolean isPromiseBroken =
                races.stream()
                        .filter(race -> race.entry().bugCard().isEmpty())
                        .anyMatch(race -> race.exitCode() == 1);
        if (isPromiseBroken) return 1;
        return races.stream().allMatch(Race::isAsTheCatalogueSays) ? 0 : 3;
    }

    private void print(List<Race> races) {
        var out = spec.commandLine().getOut();
        var reports = races.stream().map(Race::report).toList();
        if (jsonLines) {
            out.println(Json.line(new RaceFile(reports)));
        } else if (json) {
            out.print(Json.pretty(new RaceFile(reports)));
        } else if (isSeveral()) {
            out.print(RaceMatrix.text(races));
        } else {
            var race = races.getFirst();
            out.print(new RaceText(Paint.forOutput()).of(race.report(), verbose));
            if (verbose) out.print(RaceText.witnesses(race));
            if (problems && race.entry().file().isPresent()) {
                var file = Path.of(strategies.name().orElseThrow());
                RaceProblems.of(race, file).forEach(out::println);
            }
        }
        out.flush();
    }
}
