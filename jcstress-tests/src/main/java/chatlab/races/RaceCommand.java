package chatlab.races;

import chatlab.evidence.Environment;
import chatlab.evidence.Evidence;
import chatlab.evidence.Json;
import chatlab.strategies.Catalogue;
import chatlab.strategies.CatalogueEntry;
import chatlab.strategies.Guarantee;
import chatlab.strategies.StrategyNotFoundException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// `lab race`: puts race tests to a strategy and says which of its promises it keeps.
@Command(
        name = "race",
        mixinStandardHelpOptions = true,
        description = {
            "Tests which of its guarantees a strategy keeps, and shows how it breaks the others.",
            "Race tests hammer it from two threads (jcstress), rendezvous tests arrange situations, a"
                    + " hunt looks for calls that never return, and a model checker (Lincheck) tries"
                    + " interleavings. Each run must catch a planted bug, or none of its verdicts"
                    + " counts."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every declared guarantee held",
            "1:a declared guarantee is broken",
            "2:wrong usage, such as a strategy that there is not or that does not compile",
            "3:not run, or not conclusive"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab race --strategy unsafe --quick",
            "  lab race --strategy Mine.java --guarantee DELIVERY --verbose",
            "  lab race --all --quick --out races"
        })
public final class RaceCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Subjects subjects;

    /// Whom to test: one, or all.
    static final class Subjects {
        @Option(
                names = "--strategy",
                paramLabel = "NAME|FILE|CLASS",
                description = "A strategy's name, a .java file, or a class name.")
        private @Nullable String strategy;

        @Option(
                names = "--all",
                description = "The whole catalogue: measured against declared, as a matrix.")
        private boolean all;
    }

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description = "Jars and folders in which to look for the strategy's class.")
    private @Nullable String classpath;

    @Option(
            names = "--guarantee",
            split = ",",
            paramLabel = "GUARANTEE",
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<Guarantee> guarantees = List.of();

    @ArgGroup(exclusive = true)
    private @Nullable Pace pace;

    /// How long.
    static final class Pace {
        @Option(names = "--quick", description = "Under 25 s for a strategy; no model checking.")
        private boolean quick;

        @Option(
                names = "--thorough",
                description = "Also in all of jcstress's own JVM modes; 10 minutes and more.")
        private boolean thorough;
    }

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time for all race tests of a strategy together, such as 20s.")
    private @Nullable Duration time;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of the hunt's calls and the model checker's scenarios (default: 1). Race"
                            + " tests have none: chance decides them.")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also leave the results there: JSON, pages, and what they rest on.")
    private @Nullable Path directory;

    @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
    private boolean json;

    @Option(
            names = "--verbose",
            description = "Also print how often each outcome was seen, and interleavings.")
    private boolean verbose;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var entries = entries();
        var evidence = beginEvidence();
        var environment =
                evidence.map(Evidence.Run::environment).orElseGet(Environment::capture);
        var races = new ArrayList<Race>();
        for (var entry : entries) races.add(race(entry, environment));
        int exitCode = exitCode(races);
        print(races);
        if (evidence.isPresent()) leave(evidence.get(), races, exitCode);
        return exitCode;
    }

    private List<CatalogueEntry> entries() {
        if (subjects.strategy == null) return Catalogue.entries();
        var paths =
                classpath == null
                        ? List.<Path>of()
                        : Stream.of(classpath.split(File.pathSeparator, -1)).map(Path::of).toList();
        try {
            return List.of(Catalogue.find(subjects.strategy, paths));
        } catch (StrategyNotFoundException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private Race race(CatalogueEntry entry, Environment environment)
            throws IOException, InterruptedException {
        var plan = plan();
        boolean isWatched = !json && Paint.isTerminal();
        try (var progress = new ProgressLine(spec.commandLine().getErr(), isWatched, plan.estimate())) {
            var result =
                    new RaceRun(
                                    entry,
                                    asked(),
                                    plan,
                                    what -> progress.at(entry.name() + ": " + what))
                            .run();
            return new Race(
                    entry,
                    RaceReport.of(entry, result, environment),
                    result.tallies(),
                    result.interleaving());
        }
    }

    private Set<Guarantee> asked() {
        return guarantees.isEmpty()
                ? EnumSet.allOf(Guarantee.class)
                : EnumSet.copyOf(guarantees);
    }

    private Plan plan() {
        var plan = pace != null && pace.quick ? Plan.quick(seed) : Plan.usual(seed);
        return time == null ? plan : plan.withStress(time);
    }

    private int exitCode(List<Race> races) {
        if (!subjects.all) return races.getFirst().report().exitCode();
        boolean soundlyBroken =
                races.stream()
                        .filter(race -> race.entry().bugCard().isEmpty())
                        .anyMatch(race -> race.report().exitCode() == 1);
        if (soundlyBroken) return 1;
        return races.stream().allMatch(Race::isAsTheCatalogueSays) ? 0 : 3;
    }

    private void print(List<Race> races) {
        var out = spec.commandLine().getOut();
        var reports = races.stream().map(Race::report).toList();
        if (json) {
            out.print(Json.pretty(subjects.all ? reports : reports.getFirst()));
        } else if (subjects.all) {
            out.print(RaceMatrix.text(races));
        } else {
            var race = races.getFirst();
            out.print(new RaceText(Paint.forOutput()).of(race.report(), verbose));
            if (verbose && race.interleaving() != null) out.println("\n" + race.interleaving());
        }
        out.flush();
    }

    private Optional<Evidence.Run> beginEvidence() throws IOException {
        if (directory == null) return Optional.empty();
        var words = new ArrayList<String>();
        words.add(spec.root().name());
        words.addAll(spec.commandLine().getParseResult().originalArgs());
        return Optional.of(Evidence.begin(directory, words));
    }

    private void leave(Evidence.Run evidence, List<Race> races, int exitCode) throws IOException, InterruptedException {
        var reports = races.stream().map(Race::report).toList();
        evidence.write("race.json", subjects.all ? reports : reports.getFirst());
        evidence.writeText("race.html", RacePage.html(races, evidence.environment()));
        for (var race : races) {
            if (race.interleaving() != null) {
                evidence.writeText(race.entry().name() + "-interleaving.txt", race.interleaving() + "\n");
            }
        }
        evidence.note("order", races.stream().map(race -> race.entry().name()).toList());
        evidence.finish(exitCode);
    }
}
