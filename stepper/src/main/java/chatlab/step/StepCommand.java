package chatlab.step;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.evidence.Json;
import chatlab.harness.scenario.Scenario;
import chatlab.step.execution.RunException;
import chatlab.step.execution.RunException.Kind;
import chatlab.step.execution.Runner;
import chatlab.step.schedule.Schedule;
import chatlab.step.schedule.ScheduleException;
import chatlab.step.screen.ManualRun;
import chatlab.step.screen.Screen;
import chatlab.step.search.SearchRun;
import chatlab.step.search.SearchRun.Order;
import chatlab.step.search.SearchText;
import chatlab.step.setup.Depth;
import chatlab.step.setup.Grain;
import chatlab.step.setup.RunSetup;
import chatlab.step.witness.Witness;
import chatlab.step.witness.Witness.Verdict;
import chatlab.strategies.BugCard;
import chatlab.strategies.Guarantee;
import chatlab.terminal.DurationConverter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `lab step`: you are the scheduler.
@Command(
        name = "step",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Lets you step threads through a strategy, line by line, and see it break.",
        footer = {
            "",
            "Examples:",
            "  lab step                                   unsafe, two joins at once: break it"
                    + " yourself",
            "  lab step --strategy cow --scenario broadcast-leave",
            "  lab step --witness unsafe-lock-order       a bundled one; --list names all",
            "  lab step --play 'ann*14 bob! ann!'         as text: four steps, until it blocks or"
                    + " ends",
            "  lab step --play witness.json --html page.html",
            "  lab step --strategy Mine.java --search --save witness.json",
            "  lab step --all --times 100                 replays every bundled witness",
            "",
            "Exit codes: 0 held or reproduced, 1 a declared guarantee broken or another outcome,",
            "            2 wrong usage, 3 could not run, not exhausted, or another source."
        })
public final class StepCommand implements Callable<Integer> {
    @Option(
            names = "--strategy",
            paramLabel = "NAME|FILE|CLASS",
            description =
                    "A strategy's name, a .java file, or a class name; unsafe unless a witness"
                            + " names one.")
    private @Nullable String strategy;

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description = "Jars and folders in which to look for the strategy's class.")
    private @Nullable String classpath;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description =
                    "What the threads do; --list names them all. Default: join-join; a search"
                            + " tries all of them.")
    private @Nullable String scenario;

    @Option(
            names = "--depth",
            description =
                    "Whose lines are steps: ${COMPLETION-CANDIDATES}. Default: jdk; a search begins"
                            + " with strategy.")
    private @Nullable Depth depth;

    @Option(
            names = "--grain",
            description = "How much one step is: ${COMPLETION-CANDIDATES}. Default: line.")
    private @Nullable Grain grain;

    @Option(
            names = "--play",
            paramLabel = "SCHEDULE|FILE",
            description =
                    "Play a schedule, or a witness file and compare: 'ann' is one step, 'ann*4'"
                            + " four, 'ann!' until it blocks or ends.")
    private @Nullable String play;

    @Option(
            names = "--witness",
            paramLabel = "NAME",
            description = "Open a bundled witness; without a terminal, play it.")
    private @Nullable String witness;

    @Option(names = "--times", paramLabel = "N", description = "How often a witness is replayed.")
    private int times = 1;

    @Option(names = "--search", description = "Look for a schedule that breaks a guarantee.")
    private boolean search;

    @Option(
            names = "--all",
            description =
                    "Replay every bundled witness; with --search, search every strategy of"
                            + " the catalogue whose bug steps can show, and every correct one.")
    private boolean all;

    @Option(names = "--preemptions", description = "How many preemptions a search tries at most.")
    private int preemptions = 2;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a search may take, such as 30s or 5m.")
    private Duration time = Duration.ofSeconds(30);

    @Option(
            names = "--guarantee",
            description =
                    "What a search tries to break. Default: all that the strategy declares, and"
                            + " what the --scenario is about.")
    private @Nullable Guarantee guarantee;

    @Option(
            names = "--outcome",
            paramLabel = "TEXT",
            description = "Search only for outcomes that contain this text.")
    private String outcome = "";

    @Option(names = "--save", paramLabel = "FILE", description = "Where a search writes a witness.")
    private @Nullable Path save;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page that steps through what is played.")
    private @Nullable Path html;

    @Option(names = "--json", description = "Print one line of JSON; with --all, one for each.")
    private boolean json;

    @Option(names = "--list", description = "List the scenarios and the witnesses.")
    private boolean list;

    @Option(
            names = "--step-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long one step may take before it counts as endless.")
    private Duration stepLimit = Duration.ofSeconds(10);

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var console = Console.of(commandSpec().commandLine());
        try {
            if (list) return list(console);
            if (all) return all(console);
            if (witness != null) return open(shipped(witness), console);
            if (play != null && (play.endsWith(".json") || isFile(play))) {
                var file = Path.of(play);
                var from = file.resolveSibling("");
                return replay(Witness.read(file), from, console);
            }
            return own(console);
        } catch (RunException e) {
            throw new IOException("This cannot be stepped: " + e.sentence() + ".", e);
        } catch (ScheduleException e) {
            throw usage(e.sentence() + ".");
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    // --- A schedule, a search, or the screen ---

    private int own(Console console)
            throws IOException, InterruptedException, RunException, ScheduleException {
        var asName = strategy == null ? "unsafe" : strategy;
        var entry = find(asName);
        warnIfStepsCannotShowIt(entry, console);
        if (search) return search(entry, asName, console);
        var chosen = new RunSetup(scenario(), depth(), grain());
        if (play != null) {
            return new PlayRun(entry, console, stepLimit)
                    .play(chosen, Schedule.parse(play), json, html);
        }
        if (!console.isTerminal()) {
            throw usage("Without a terminal to draw on, give --play, --witness or --search.");
        }
        return screen(entry, asName, chosen, fitting(entry, chosen), console);
    }

    private static boolean isFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException _) {
            return false; // a schedule holds characters that some systems allow in no path
        }
    }

    private int search(CatalogueEntry entry, String asName, Console console)
            throws IOException, InterruptedException, RunException {
        var report = new SearchRun(entry, order(), stepLimit, console.progress()::show).run();
        console.progress().clear();
        var found = report.found();
        var made = SearchText.witness(entry, Witness.nameOf(entry, asName, save), report);
        if (json) {
            var line = SearchText.json(entry, report, preemptions, made);
            console.out().println(Json.line(line));
        } else if (found == null || made == null) {
            SearchText.nothing(entry, report, preemptions).forEach(console.out()::println);
        } else {
            SearchText.found(entry, asName, made.theSetup(), found).forEach(console.out()::println);
            console.out()
                    .printf(
                            "          found after %,d schedules, %.1f s%n",
                            report.schedules(), report.time().toMillis() / 1000.0);
        }
        if (found == null || made == null) return report.isExhausted(preemptions) ? 0 : 3;
        if (!report.isSteady()) {
            console.err()
                    .println(
                            "This schedule broke it once and not again: the strategy depends on"
                                + " more than its schedule, such as time or chance, and the stepper"
                                + " cannot control those.");
            return 3;
        }
        if (save != null) Files.writeString(save, Json.pretty(made));
        return made.theFinding().isOwedBy(entry) ? 1 : 0;
    }

    private Order order() {
        return new Order(
                scenario == null ? Scenario.named() : List.of(scenario()),
                depth == null && grain == null
                        ? SearchRun.CUTS
                        : List.of(new SearchRun.Cut(depth(), grain())),
                guarantee == null ? Set.of() : Set.of(guarantee),
                outcome,
                preemptions,
                time);
    }

    private int all(Console console) throws IOException, InterruptedException, RunException {
        var run = new CatalogueRun(console, stepLimit, json);
        return search ? run.search(order()) : run.replay(times);
    }

    private Depth depth() {
        return Objects.requireNonNullElse(depth, Depth.JDK);
    }

    private Grain grain() {
        return Objects.requireNonNullElse(grain, Grain.LINE);
    }

    private static void warnIfStepsCannotShowIt(CatalogueEntry entry, Console console) {
        entry.bugCard()
                .filter(card -> !CatalogueRun.isForSteps(card))
                .ifPresent(card ->
                        console.err()
                                .printf(
                                        "Steps cannot show the bug of %s (%s): %s%n",
                                        entry.name(),
                                        card.bug(),
                                        card.family() == BugCard.Family.VISIBILITY
                                                ? "stepped one at a time, each thread sees at"
                                                        + " once what another has written. lab"
                                                        + " race can show it on real cores."
                                                : "its card names other tools."));
    }

    // --- Witnesses ---

    private int open(Witness opened, Console console)
            throws IOException, InterruptedException, RunException {
        if (!console.isTerminal() || json || html != null || times > 1) {
            return replay(opened, Path.of(""), console);
        }
        var asName = strategy == null ? opened.strategy() : strategy;
        return screen(find(asName), asName, opened.theSetup(), opened, console);
    }

    private int screen(
            CatalogueEntry entry,
            String asName,
            RunSetup chosen,
            @Nullable Witness known,
            Console console)
            throws IOException, InterruptedException, RunException {
        try (var runner = new Runner(entry, chosen, stepLimit)) {
            var manualRun = new ManualRun(runner);
            if (known != null) manualRun.begin(known.theSchedule());
            var way = known == null ? List.<String>of() : manualRun.path();
            manualRun.begin(Schedule.of());
            new Screen(manualRun, asName, known, way).run();
            return 0;
        } catch (RunException e) {
            if (e.kind() != Kind.ALONE) throw e;
            console.out().println("There is nothing to step: " + e.sentence() + ".");
            return 1;
        }
    }

    /// A bundled witness for this strategy and this setup.
    private static @Nullable Witness fitting(CatalogueEntry entry, RunSetup chosen)
            throws IOException {
        for (var name : Witness.shipped()) {
            var each = Witness.shipped(name).orElseThrow();
            if (each.sha256().equals(entry.sha256()) && each.theSetup().equals(chosen)) {
                return each;
            }
        }
        return null;
    }

    private int replay(Witness replayed, Path from, Console console)
            throws IOException, InterruptedException, RunException {
        CatalogueEntry entry;
        try {
            entry =
                    strategy == null
                            ? Catalogue.find(replayed.locate(from), paths())
                            : find(strategy);
        } catch (StrategyNotFoundException e) {
            var sentence = e.getMessage() + " The witness names it; --strategy says where it is.";
            if (json) {
                var line = PlayRun.replayJson(replayed, Verdict.STRATEGY_MISSING, sentence);
                console.out().println(Json.line(line));
            } else {
                console.err().println(sentence);
            }
            return Verdict.STRATEGY_MISSING.exitCode();
        }
        return new PlayRun(entry, console, stepLimit).replay(replayed, times, json, html);
    }

    private Witness shipped(String name) throws IOException {
        return Witness.shipped(name)
                .orElseThrow(() ->
                        usage(
                                "There is no witness '%s'; lab step --list names them all."
                                        .formatted(name)));
    }

    private int list(Console console) throws IOException {
        var out = console.out();
        out.println("Scenarios:");
        for (var each : Scenario.named()) {
            out.printf("  %-22s %-21s %s%n", each, each.guarantee(), each.question());
        }
        out.printf("%nWitnesses:%n");
        for (var name : Witness.shipped()) {
            var each = Witness.shipped(name).orElseThrow();
            out.printf("  %-38s %-21s %s%n", name, each.guarantee(), each.outcome());
        }
        return 0;
    }

    // --- What was asked for ---

    private Scenario scenario() {
        if (scenario == null) return Scenario.JOIN_JOIN;
        return Scenario.titled(scenario)
                .orElseThrow(() ->
                        usage(
                                "There is no scenario '%s'; known: %s."
                                        .formatted(
                                                scenario,
                                                Scenario.named().stream()
                                                        .map(Scenario::title)
                                                        .collect(Collectors.joining(", ")))));
    }

    private CatalogueEntry find(String wanted) {
        try {
            return Catalogue.find(wanted, paths());
        } catch (StrategyNotFoundException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private List<Path> paths() {
        return classpath == null
                ? List.of()
                : Stream.of(classpath.split(File.pathSeparator, -1)).map(Path::of).toList();
    }

    private ParameterException usage(String message) {
        return new ParameterException(commandSpec().commandLine(), message);
    }

    private CommandSpec commandSpec() {
        if (spec == null) throw new IllegalStateException("picocli sets this before any call");
        return spec;
    }
}
