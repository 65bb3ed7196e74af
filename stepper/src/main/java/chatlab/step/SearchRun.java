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

    /// How far one rung went.
    record Rest(Rung rung, int schedules, int exhausted) {}

    private static final int REPLAYS = 3;

    private final CatalogueEntry entry;
    private final Scenario scenario;
    private final Search.Goal goal;
    private final Console console;
    private final Duration limit;
    private final List<Rest> rests = new ArrayList<>();

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

    /// Goes up the ladder until something is found.
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
        for (var rung : ladder) {
            var left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            var found = search(rung, preemptions, left);
            if (found == null) continue;
            if (!replaysAlike(rung, found)) {
                console.err()
                        .println(
                                "A schedule broke it once and not again: the strategy depends on"
                                    + " more than its schedule, such as time, chance or static"
                                    + " fields, and the stepper cannot hold those. The schedule was"
                                    + " "
                                        + found.played());
                return 3;
            }
            return found(rung, found, asName, json, save);
        }
        return nothing(preemptions, json);
    }

    private @Nullable Result search(Rung rung, int preemptions, Duration left)
            throws IOException, InterruptedException, PerformanceException {
        try (var theatre = theatre(rung)) {
            var report =
                    new Search(theatre, goal, left, tried -> progress(rung, tried))
                            .run(preemptions);
            rests.add(new Rest(rung, report.schedules(), report.exhausted()));
            return report.found();
        } finally {
            if (console.isTerminal()) console.err().print("\r\033[K");
        }
    }

    private void progress(Rung rung, int tried) {
        if (!console.isTerminal() || tried % 10 != 0) return;
        console.err().printf("\r\033[K%,d schedules, by %s", tried, rung.words());
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
        return entry.guarantees().contains(finding.guarantee()) ? 1 : 0;
    }

    private String tried() {
        int schedules = rests.stream().mapToInt(Rest::schedules).sum();
        return "%,d %s".formatted(schedules, schedules == 1 ? "schedule" : "schedules");
    }

    private Map<String, Object> report(String verdict, @Nullable Witness witness) {
        var report = new LinkedHashMap<String, Object>();
        report.put("schema", "chatlab/search/1");
        report.put("strategy", entry.name());
        report.put("scenario", scenario.title());
        report.put("guarantees", goal.guarantees());
        report.put("verdict", verdict);
        report.put("tried", rests);
        report.put("witness", witness);
        return report;
    }

    private int nothing(int preemptions, boolean json) {
        boolean isConclusive =
                rests.stream()
                        .filter(rest -> rest.rung.grain == Grain.LINE || rests.size() == 1)
                        .allMatch(rest -> rest.exhausted == preemptions);
        if (json) {
            console.out().println(Json.line(report(isConclusive ? "NONE" : "NOT_EXHAUSTED", null)));
            return isConclusive ? 0 : 3;
        }
        console.out().printf("%s · %s: %s%n", entry.name(), scenario, scenario.question());
        for (var rest : rests) {
            if (rest.schedules == 0) continue;
            console.out()
                    .printf(
                            "%s: %,d schedules by %s%s%n",
                            rest.exhausted < 0
                                    ? "no violation yet"
                                    : "no violation within "
                                            + rest.exhausted
                                            + (rest.exhausted == 1
                                                    ? " preemption"
                                                    : " preemptions"),
                            rest.schedules,
                            rest.rung.words(),
                            rest.exhausted == preemptions
                                    ? ""
                                    : "; time was up before all with "
                                            + (rest.exhausted + 1)
                                            + " were tried");
        }
        return isConclusive ? 0 : 3;
    }
}
