package chatlab.step;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.catalogue.StrategyOptions;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.execution.Schedule;
import chatlab.evidence.Json;
import chatlab.harness.exploration.Stepping.SteppingException;
import chatlab.harness.exploration.Stepping.SteppingException.Kind;
import chatlab.harness.scenario.Scenario;
import chatlab.step.run.SteppedRun;
import chatlab.step.screen.Screen;
import chatlab.step.witness.Witness;
import chatlab.step.witness.Witness.Verdict;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `lab step`: you are the scheduler.
@Command(
        name = "step",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Lets you step threads through a strategy, one access at a time, and see it break.",
            "Without --strategy, it steps the one that the witness names, or unsafe."
        },
        exitCodeList = {
            "0:held, or reproduced",
            "1:a declared guarantee is broken, or another outcome",
            "2:wrong usage",
            "3:could not run, not exhausted, or another source"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab step                              unsafe, two joins: break it yourself",
            "  lab step --strategy cow --scenario broadcast-leave",
            "  lab step --witness unsafe-lock-order  a bundled one; --list names all",
            "  lab step --play 'ann*7 bob! ann!'     7 steps, then until it waits or ends",
            "  lab step --strategy unsafe-publication --search",
            "  lab step --play witness.json --html page.html",
            "  lab step --strategy Mine.java --search --save witness.json",
            "  lab step --strategy snapshot --why    which volatile and lock it needs",
            "  lab step --all --times 100            replays every bundled witness"
        })
public final class StepCommand implements Callable<Integer> {
    /// Without `--strategy`, it is the witness's, or unsafe.
    @Mixin private final StrategyOptions strategies = new StrategyOptions();

    @Mixin private final SetupOptions setup = new SetupOptions();

    @Mixin private final SearchOptions searches = new SearchOptions();

    @Option(
            names = "--play",
            paramLabel = "SCHEDULE|FILE",
            description =
                    "Play a schedule, or a witness file and compare: 'ann' is one step, 'ann*4'"
                            + " four, 'ann!' until it waits or ends, 'ann~1' a step in which it"
                            + " reads an older value.")
    private @Nullable String play;

    @Option(
            names = "--witness",
            paramLabel = "NAME",
            description = "Open a bundled witness; without a terminal, or with --draw, play it.")
    private @Nullable String witness;

    @Option(names = "--times", paramLabel = "N", description = "How often a witness is replayed.")
    private int times = 1;

    @Option(names = "--search", description = "Look for a schedule that breaks a guarantee.")
    private boolean search;

    @Option(
            names = "--why",
            description =
                    "Strike out each volatile, synchronized, lock and atomic of the strategy in"
                            + " turn, and say what breaks without it.")
    private boolean why;

    @Option(
            names = "--all",
            description =
                    "Replay every bundled witness; with --search, search every strategy of the"
                            + " catalogue.")
    private boolean all;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page that steps through what is played.")
    private @Nullable Path html;

    @Option(names = "--draw", description = "Play only the steps that matter, as a small drawing.")
    private boolean draw;

    @Option(names = "--json", description = "Print one line of JSON; with --all, one for each.")
    private boolean json;

    @Option(names = "--list", description = "List the scenarios and the witnesses.")
    private boolean list;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var console = Console.of(spec.commandLine());
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
        } catch (SteppingException e) {
            if (e.kind() == Kind.MISFIT) throw usage(e.sentence() + ".");
            throw new IOException("This cannot be stepped: " + e.sentence() + ".", e);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage() + ".");
        }
    }

    // --- A schedule, a search, or the screen ---

    private int own(Console console) throws IOException, InterruptedException, SteppingException {
        var asName = strategies.name().orElse("unsafe");
        var entry = strategies.find(asName);
        if (search) {
            var search = searches.search(entry, setup);
            return new WitnessSearch(search, setup.memory(), asName, console)
                    .run(json, searches.save().orElse(null));
        }
        if (why) return new NecessityReport(entry, console).run(setup.named(), json);
        var scenario = setup.scenario();
        if (play != null) {
            return new PlayRun(entry, console, draw)
                    .play(scenario, setup.memory(), Schedule.parse(play), asName, json, html);
        }
        if (!console.isTerminal()) {
            throw usage("Without a terminal to draw on, give --play, --witness or --search.");
        }
        return screen(entry, asName, scenario, setup.memory(), Witness.fitting(entry, scenario));
    }

    private static boolean isFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException _) {
            return false; // a schedule holds characters that some systems allow in no path
        }
    }

    private int all(Console console) throws IOException, InterruptedException {
        var run = new CatalogueRun(console, json);
        return search ? run.search(searches, setup) : run.replay(times);
    }

    // --- Witnesses ---

    private int open(Witness opened, Console console)
            throws IOException, InterruptedException, SteppingException {
        if (!console.isTerminal() || draw || json || html != null || times > 1) {
            return replay(opened, Path.of(""), console);
        }
        var asName = strategies.name().orElse(opened.strategy());
        var entry = strategies.find(asName);
        return screen(entry, asName, opened.theScenario(), opened.theMemory(), opened);
    }

    private static int screen(
            CatalogueEntry entry,
            String asName,
            Scenario scenario,
            MemoryModel memory,
            @Nullable Witness known)
            throws IOException, InterruptedException, SteppingException {
        try (var run = new SteppedRun(entry, scenario, memory)) {
            if (known != null) run.play(known.theSchedule());
            var way = run.words();
            run.begin();
            new Screen(run, memory, asName, known, way).run();
            return 0;
        }
    }

    private int replay(Witness replayed, Path from, Console console)
            throws IOException, InterruptedException, SteppingException {
        CatalogueEntry entry;
        try {
            entry =
                    strategies.name().isPresent()
                            ? strategies.find()
                            : Catalogue.find(replayed.locate(from), strategies.classpath());
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
        return new PlayRun(entry, console, draw).replay(replayed, times, json, html);
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

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
