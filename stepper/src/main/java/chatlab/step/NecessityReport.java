package chatlab.step;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Json;
import chatlab.harness.exploration.ExplorationRun;
import chatlab.harness.exploration.Necessity;
import chatlab.harness.exploration.NecessityRun;
import chatlab.harness.scenario.Scenario;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `lab step --why`: which `volatile`, `synchronized`, lock and atomic of a strategy is needed.
final class NecessityReport {
    private final CatalogueEntry entry;
    private final Console console;

    NecessityReport(CatalogueEntry entry, Console console) {
        this.entry = entry;
        this.console = console;
    }

    /// Strikes out each in turn, and prints what the engine finds then.
    ///
    /// @param one the only scenario to explore; empty for all
    /// @return the exit code
    int run(Optional<Scenario> one, boolean json) throws IOException, InterruptedException {
        var scenarios = one.map(List::of).orElseGet(Scenario::named);
        int[] done = {0};
        var result =
                new NecessityRun(
                                entry,
                                ExplorationRun.BOUNDS,
                                _ -> console.progress().show(++done[0] + " parts struck out"))
                        .examine(scenarios);
        console.progress().clear();
        if (json) console.out().println(Json.line(json(result)));
        else print(result, scenarios.size());
        return result.isSound() && result.why().isEmpty() ? 0 : 3;
    }

    private void print(NecessityRun.Result result, int scenarios) {
        var out = console.out();
        if (!result.isSound() || !result.why().isEmpty()) {
            out.printf("%s · no answer: %s%n", entry.name(), result.why());
            return;
        }
        if (result.parts().isEmpty()) {
            out.printf(
                    "%s has no volatile field, synchronized, lock or atomic that the scenarios"
                            + " use.%n",
                    entry.name());
            return;
        }
        out.printf("%s · what breaks without it, in %d scenarios%n", entry.name(), scenarios);
        for (var part : result.parts()) out.println(line(part));
    }

    private static String line(Necessity part) {
        var finding = part.finding();
        var answer =
                switch (part.verdict()) {
                    case NEEDED ->
                            finding == null
                                    ? "needed"
                                    : "needed: %s breaks in %s, '%s'"
                                            .formatted(
                                                    finding.promise().promise(),
                                                    part.scenario(),
                                                    finding.schedule());
                    case NEVER_NEEDED ->
                            "never needed: nothing breaks in all %,d executions"
                                    .formatted(part.executions());
                    case UNDECIDED -> "not decided in %,d executions".formatted(part.executions());
                };
        return "  %-12s %-40s %s".formatted(word(part), part.name(), answer);
    }

    private static String word(Necessity part) {
        return switch (part.part()) {
            case VOLATILE -> "volatile";
            case SYNCHRONIZED -> "synchronized";
            case LOCK -> "lock";
            case ATOMIC -> "atomic";
        };
    }

    private Map<String, Object> json(NecessityRun.Result result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "chatlab/why/1");
        json.put("strategy", entry.name());
        json.put("sha256", entry.sha256());
        json.put("why", result.why());
        json.put("parts", result.parts().stream().map(NecessityReport::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(Necessity part) {
        var scenario = part.scenario();
        var finding = part.finding();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("part", word(part));
        json.put("name", part.name());
        json.put("verdict", part.verdict());
        json.put("executions", part.executions());
        json.put("scenario", scenario == null ? null : scenario.title());
        json.put("schedule", finding == null ? null : finding.schedule());
        json.put("breaks", finding == null ? null : finding.promise().promise());
        return json;
    }
}
