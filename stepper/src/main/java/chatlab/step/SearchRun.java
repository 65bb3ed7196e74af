package chatlab.step;

import chatlab.evidence.Json;
import chatlab.strategies.CatalogueEntry;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `lab step --search`: looks for a schedule that breaks a guarantee, and says how thoroughly.
///
/// It begins with the strategy's own lines, since a witness in those holds on every JDK; goes on to
/// those of the collections; and, should lines be too coarse, ends with the strategy's
/// instructions.
final class SearchRun {
    /// A way to cut the program into steps.
    record Rung(Depth depth, Grain grain) {
        static final List<Rung> LADDER =
                List.of(
                        new Rung(Depth.STRATEGY, Grain.LINE),
                        new Rung(Depth.JDK, Grain.LINE),
                        new Rung(Depth.STRATEGY, Grain.INSTRUCTION));

        String words() {
            var whose =
                    switch (depth) {
                        case STRATEGY -> "the strategy";
                        case JDK -> "the strategy and java.util";
                        case ALL -> "the strategy and the JDK";
                    };
            return (grain == Grain.LINE ? "lines of " : "instructions of ") + whose;
        }
    }

    /// How far the search on one rung went.
    record Reach(Depth depth, Grain grain, int schedules, int exhausted) {}

    private static final int REPLAYS = 3;

    private final CatalogueEntry entry;
    private final Scenario scenario;
    private final Search.Goal goal;
    private final Console console;
    private final Duration limit;
    private final Map<Rung, Search> searches = new LinkedHashMap<>();

    SearchRun(
            CatalogueEntry entry,
            Scenario scenario,
            Search.Goal goal,
            Console console,
            Duration limit) {
        this.entry = entry;
        this.scenario = scenario;
        this.goal = goal;
        this.console = console;
        this.limit = limit;
    }

    /// What a search looks for unless told otherwise: what the strategy declares, and the stake.
    static Set<Guarantee> guarantees(CatalogueEntry entry, Scenario scenario) {
        var guarantees = entry.guarantees();
        guarantees.add(scenario.stake());
        return guarantees;
    }

    /// Searches until something is found, all is tried, or time is up.
    ///
    /// @param asName what `--strategy` was, for the witness
    /// @return the exit code
    int run(
            List<Rung> ladder,
            int preemptions,
            Duration time,
            String asName,
            boolean json,
            @Nullable Path save)
            throws IOException, InterruptedException, PerformanceException {
        long deadline = System.nanoTime() + time.toNanos();
        var theatres = new ArrayList<Theatre>();
        try {
            for (var rung : ladder) {
                var theatre = new Theatre(entry, scenario, rung.depth, rung.grain, limit);
                theatres.add(theatre);
                searches.put(rung, new Search(theatre, goal, deadline, _ -> progress(rung)));
            }
            for (int bound = 0; bound <= preemptions; bound++) {
                for (var search : searches.entrySet()) {
                    if (search.getValue().exhausted() < bound - 1) continue;
                    var found = search.getValue().deepen(bound == preemptions);
                    clearProgress();
                    if (found == null) continue;
                    if (!replaysAlike(search.getKey(), found)) return unsteady(found);
                    return found(search.getKey(), found, asName, json, save);
                }
            }
        } finally {
            theatres.forEach(Theatre::close);
        }
        return nothing(preemptions, json);
    }

    private int unsteady(Result found) {
        console.err()
                .println(
                        "A schedule broke it once and not again: the strategy depends on more than"
                                + " its schedule, such as time, chance or static fields, and the"
                                + " stepper cannot hold those. The schedule was "
                                + found.played());
        return 3;
    }

    private void clearProgress() {
        if (!console.isTerminal()) return;
        console.err().print("\r\033[K");
        console.err().flush();
    }

    private void progress(Rung rung) {
        if (!console.isTerminal()) return;
        console.err().printf("\r\033[K%s, now by %s", tried(), rung.words());
        console.err().flush();
    }

    private Theatre theatre(Rung rung) {
        return new Theatre(entry, scenario, rung.depth, rung.grain, limit);
    }

    /// In child JVMs of their own, as whoever replays the witness will have.
    private boolean replaysAlike(Rung rung, Result found)
            throws IOException, InterruptedException, PerformanceException {
        for (int i = 0; i < REPLAYS; i++) {
            try (var theatre = theatre(rung)) {
                if (!theatre.play(found.played()).equals(found)) return false;
            } catch (ScheduleException _) {
                return false;
            }
        }
        return true;
    }

    private int found(Rung rung, Result found, String asName, boolean json, @Nullable Path save)
            throws IOException {
        var finding = found.outcome().against(goal.guarantees()).orElseThrow();
        var witness =
                Witness.of(
                        asName, entry, scenario, rung.depth, rung.grain, found.played(), finding);
        if (save != null) Files.writeString(save, Json.pretty(witness));
        if (json) {
            console.out().println(Json.line(report("FOUND", witness)));
        } else {
            var out = console.out();
            out.printf("%s · %s: %s%n", entry.name(), scenario, scenario.question());
            out.printf("schedule  %s%n", found.played());
            PlayRun.ending(found, entry).forEach(out::println);
            out.printf("          found after %s%n", tried());
            out.printf(
                    "see it    lab step --strategy %s --scenario %s --depth %s --grain %s --play"
                            + " '%s'%n",
                    asName, scenario, witness.depth(), witness.grain(), found.played());
        }
        return PlayRun.isOwed(finding, entry) ? 1 : 0;
    }

    private String tried() {
        int schedules = searches.values().stream().mapToInt(Search::schedules).sum();
        return "%,d %s".formatted(schedules, schedules == 1 ? "schedule" : "schedules");
    }

    private Map<String, Object> report(String verdict, @Nullable Witness witness) {
        var report = new LinkedHashMap<String, Object>();
        report.put("schema", "chatlab/search/1");
        report.put("strategy", entry.name());
        report.put("scenario", scenario.title());
        report.put("guarantees", goal.guarantees());
        report.put("verdict", verdict);
        report.put("tried", reaches());
        report.put("witness", witness);
        return report;
    }

    private List<Reach> reaches() {
        return searches.entrySet().stream()
                .map(search ->
                        new Reach(
                                search.getKey().depth,
                                search.getKey().grain,
                                search.getValue().schedules(),
                                search.getValue().exhausted()))
                .toList();
    }

    private int nothing(int preemptions, boolean json) {
        boolean isConclusive =
                reaches().stream()
                        .filter(reach -> reach.grain == Grain.LINE || searches.size() == 1)
                        .allMatch(reach -> reach.exhausted == preemptions);
        if (json) {
            console.out().println(Json.line(report(isConclusive ? "NONE" : "NOT_EXHAUSTED", null)));
        } else {
            console.out().printf("%s · %s: %s%n", entry.name(), scenario, scenario.question());
            searches.forEach(
                    (rung, search) -> console.out().println(reach(rung, search, preemptions)));
        }
        return isConclusive ? 0 : 3;
    }

    private static String reach(Rung rung, Search search, int preemptions) {
        int bound = search.exhausted();
        return "%s, %,d schedules (%s)%s"
                .formatted(
                        bound < 0
                                ? "no violation yet"
                                : "no violation within %d preemption%s"
                                        .formatted(bound, bound == 1 ? "" : "s"),
                        search.schedules(),
                        rung.words(),
                        bound == preemptions
                                ? ""
                                : "; time was up before all with %d were tried"
                                        .formatted(bound + 1));
    }
}
