package chatlab.step.search;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.scenario.Scenario;
import chatlab.step.outcome.RunResult;
import chatlab.step.search.SearchRun.Cut;
import chatlab.step.search.SearchRun.Reach;
import chatlab.step.search.SearchRun.Report;
import chatlab.step.setup.RunSetup;
import chatlab.step.witness.Witness;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The report of a search, for people and for programs. Pure functions.
public final class SearchText {
    private SearchText() {}

    /// Something was found.
    ///
    /// @param asName what `--strategy` was
    public static List<String> found(
            CatalogueEntry entry, String asName, RunSetup setup, RunResult found) {
        var scenario = setup.scenario();
        var lines = new ArrayList<String>();
        lines.add("%s · %s: %s".formatted(entry.name(), scenario, scenario.question()));
        lines.add("schedule  " + found.played());
        lines.addAll(found.lines(entry));
        lines.add(
                "see it    lab step --strategy %s --scenario %s --depth %s --grain %s --play '%s'"
                        .formatted(
                                asName,
                                scenario,
                                Witness.lowerCase(setup.depth()),
                                Witness.lowerCase(setup.grain()),
                                found.played()));
        return lines;
    }

    /// Nothing was found: how far it got, by each kind of step.
    public static List<String> nothing(CatalogueEntry entry, Report report, int preemptions) {
        var scenarios = report.reaches().stream().map(Reach::scenario).distinct().toList();
        var lines = new ArrayList<String>();
        lines.add(
                scenarios.size() == 1
                        ? "%s · %s: %s"
                                .formatted(
                                        entry.name(),
                                        scenarios.getFirst(),
                                        scenarios.getFirst().question())
                        : "%s · %d scenarios".formatted(entry.name(), scenarios.size()));
        byCut(report).forEach((cut, reaches) -> lines.add(reach(cut, reaches, preemptions)));
        return lines;
    }

    private static Map<Cut, List<Reach>> byCut(Report report) {
        return report.reaches().stream()
                .collect(
                        Collectors.groupingBy(
                                reach -> new Cut(reach.depth(), reach.grain()),
                                LinkedHashMap::new,
                                Collectors.toList()));
    }

    private static String reach(Cut cut, List<Reach> reaches, int preemptions) {
        int bound = bound(reaches);
        var open =
                reaches.stream()
                        .filter(reach -> reach.exhausted() == bound)
                        .map(reach -> reach.scenario().title())
                        .collect(Collectors.joining(", "));
        return "%s, %,d schedules (%s; equivalent ones left out)%s"
                .formatted(
                        bound < 0
                                ? "no violation yet"
                                : "no violation within %d preemption%s"
                                        .formatted(bound, bound == 1 ? "" : "s"),
                        schedules(reaches),
                        new RunSetup(Scenario.JOIN_JOIN, cut.depth(), cut.grain()).stepsInWords(),
                        bound == preemptions
                                ? ""
                                : "; time was up before all with %d were tried in %s"
                                        .formatted(bound + 1, open));
    }

    private static int bound(List<Reach> reaches) {
        return reaches.stream().mapToInt(Reach::exhausted).min().orElse(-1);
    }

    private static int schedules(List<Reach> reaches) {
        return reaches.stream().mapToInt(Reach::schedules).sum();
    }

    // --- A table of the whole catalogue ---

    public static final String BROKEN_HEADER =
            """
            | strategy | breaks | in | with the schedule | found after schedules | seconds |
            |---|---|---|---|---|---|\
            """;

    /// A row of Markdown below [#BROKEN_HEADER], for a strategy that is meant to be broken.
    public static String brokenRow(CatalogueEntry entry, Report report) {
        var setup = report.setup();
        var found = report.found();
        var finding = report.finding();
        return "| %s | %s | %s | %s | %,d | %s |"
                .formatted(
                        entry.name(),
                        finding == null ? "nothing" : finding.promise(),
                        setup == null ? "" : setup.scenario() + ", by " + setup.stepsInWords(),
                        found == null ? "" : "`" + found.played() + "`",
                        report.schedules(),
                        seconds(report));
    }

    public static final String CORRECT_HEADER =
            """
            | strategy | lines of the strategy | lines of the strategy and java.util | instructions of the strategy | seconds |
            |---|---|---|---|---|\
            """;

    /// A row of Markdown below [#CORRECT_HEADER], for a strategy that is meant to hold.
    public static String correctRow(CatalogueEntry entry, Report report, int preemptions) {
        var cells =
                byCut(report).values().stream()
                        .map(reaches -> cell(reaches, preemptions))
                        .collect(Collectors.joining(" | "));
        var finding = report.finding();
        return "| %s | %s | %s |"
                .formatted(
                        entry.name(),
                        finding == null
                                ? cells
                                : "BROKEN: "
                                        + finding.promise()
                                        + " in "
                                        + report.setup()
                                        + " | | ",
                        seconds(report));
    }

    private static String cell(List<Reach> reaches, int preemptions) {
        long whole = reaches.stream().filter(reach -> reach.exhausted() == preemptions).count();
        int bound = bound(reaches);
        return "%s: %,d schedules"
                .formatted(
                        whole == reaches.size()
                                ? "%d preemptions in all %d scenarios"
                                        .formatted(preemptions, reaches.size())
                                : "%d in %d of %d scenarios, %s in the others"
                                        .formatted(
                                                preemptions,
                                                whole,
                                                reaches.size(),
                                                bound < 0 ? "none whole" : "at least " + bound),
                        schedules(reaches));
    }

    private static String seconds(Report report) {
        return "%.1f".formatted(report.time().toMillis() / 1000.0);
    }

    // --- JSON ---

    /// The same for programs: `chatlab/search/1`.
    public static Map<String, Object> json(
            CatalogueEntry entry, Report report, int preemptions, @Nullable Witness witness) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "chatlab/search/1");
        json.put("strategy", entry.name());
        json.put("sha256", entry.sha256());
        json.put("guarantees", report.guarantees());
        json.put("preemptions", preemptions);
        json.put("verdict", verdict(report, preemptions));
        json.put("schedules", report.schedules());
        json.put("seconds", report.time().toMillis() / 1000.0);
        json.put("tried", report.reaches().stream().map(SearchText::json).toList());
        json.put("witness", witness);
        return json;
    }

    private static Map<String, Object> json(Reach reach) {
        return Map.of(
                "scenario", reach.scenario().title(),
                "depth", Witness.lowerCase(reach.depth()),
                "grain", Witness.lowerCase(reach.grain()),
                "schedules", reach.schedules(),
                "exhausted", reach.exhausted());
    }

    /// What was found, as a witness; null if nothing was.
    public static @Nullable Witness witness(CatalogueEntry entry, String asName, Report report) {
        var setup = report.setup();
        var found = report.found();
        var finding = report.finding();
        return setup == null || found == null || finding == null
                ? null
                : Witness.of(asName, entry, setup, found.played(), finding);
    }

    private static String verdict(Report report, int preemptions) {
        if (report.found() != null) return report.isSteady() ? "FOUND" : "UNSTEADY";
        return report.isExhausted(preemptions) ? "NONE" : "NOT_EXHAUSTED";
    }
}
