package chatlab.step.search;

import chatlab.engine.Bounds;
import chatlab.engine.Exploration.End;
import chatlab.engine.Sample;
import chatlab.harness.exploration.Explored;
import chatlab.step.search.Report.Found;
import chatlab.step.search.Report.Verdict;
import chatlab.step.witness.Witness;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The report of a search, for people and for programs. Pure functions.
public final class SearchText {
    private SearchText() {}

    /// The heading of a schedule that was found.
    ///
    /// @param asName what `--strategy` was
    public static List<String> found(Report report, Found found, String asName) {
        var entry = report.search().entry();
        var scenario = found.scenario();
        var schedule = found.finding().schedule();
        return List.of(
                "%s · %s: %s".formatted(entry.name(), scenario, scenario.question()),
                "schedule  " + schedule,
                "see it    lab step --strategy %s --scenario '%s' --play '%s'"
                        .formatted(asName, scenario, schedule),
                "          found with %s in %,d executions of %d scenarios"
                        .formatted(
                                cost(found),
                                report.executions(),
                                report.search().scenarios().size()));
    }

    private static String cost(Found found) {
        return count(found.finding().preemptions(), "preemption")
                + " and "
                + count(found.finding().staleReads(), "stale read");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /// Nothing was found: how far the search got.
    public static String nothing(Report report) {
        var search = report.search();
        var what =
                "%s · %s: "
                        .formatted(
                                search.entry().name(), count(report.explored().size(), "scenario"));
        return what
                + switch (report.verdict()) {
                    case NONE -> "no violation in all %s".formatted(bound(report));
                    case NOT_EXHAUSTED ->
                            "no violation in %s; the budget ended before all were tried in %s; give more --executions"
                                    .formatted(bound(report), open(report));
                    case UNCONTROLLED, NOT_RUN -> "no answer: " + report.why();
                    case FOUND -> throw new IllegalArgumentException("something was found");
                };
    }

    private static String bound(Report report) {
        return "%,d executions with at most %s"
                .formatted(report.executions(), words(report.search().bounds()));
    }

    private static String words(Bounds bounds) {
        return count(bounds.preemptions(), "preemption")
                + " and "
                + count(bounds.staleReads(), "stale read");
    }

    private static String open(Report report) {
        return report.explored().stream()
                .filter(explored -> explored.end() == End.BUDGET)
                .map(explored -> explored.scenario().title() + random(explored.sample()))
                .collect(Collectors.joining(", "));
    }

    private static String random(@Nullable Sample sample) {
        if (sample == null) return "";
        return " (nor in %,d random executions with %d preemptions each; one of them finds a bug that needs so many with a probability of at least 1 in %,.0f)"
                .formatted(sample.executions(), sample.changes(), 1 / sample.chance());
    }

    // --- A table of the whole catalogue ---

    public static final String BROKEN_HEADER =
            """
            | strategy | breaks | in | with the schedule | preemptions | stale reads |
            |---|---|---|---|---|---|\
            """;

    /// A row of Markdown below [#BROKEN_HEADER], for a strategy that is meant to be broken.
    public static String brokenRow(Report report) {
        var name = report.search().entry().name();
        return report.found()
                .map(found ->
                        "| %s | %s | %s | `%s` | %d | %d |"
                                .formatted(
                                        name,
                                        found.finding().promise().promise(),
                                        found.scenario(),
                                        found.finding().schedule(),
                                        found.finding().preemptions(),
                                        found.finding().staleReads()))
                .orElse("| %s | nothing: %s | | | | |".formatted(name, report.verdict()));
    }

    public static final String CORRECT_HEADER =
            """
            | strategy | declared and broken | not declared and broken | executions | exhausted |
            |---|---|---|---|---|\
            """;

    /// A row of Markdown below [#CORRECT_HEADER], for a strategy that is meant to hold.
    public static String correctRow(Report report) {
        var entry = report.search().entry();
        return "| %s | %s | %s | %,d | %s |"
                .formatted(
                        entry.name(),
                        broken(report, true),
                        broken(report, false),
                        report.executions(),
                        report.explored().stream()
                                        .allMatch(explored -> explored.end() == End.EXHAUSTED)
                                ? "all " + report.explored().size() + " scenarios"
                                : "not all: " + report.verdict());
    }

    private static String broken(Report report, boolean isOwed) {
        var promises =
                report.explored().stream()
                        .flatMap(explored -> explored.findings().stream())
                        .map(finding -> finding.promise())
                        .filter(promise -> promise.isOwedBy(report.search().entry()) == isOwed)
                        .map(promise -> promise.promise())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return promises.isEmpty() ? "nothing" : promises;
    }

    // --- JSON ---

    /// The same for programs: `chatlab/search/2`.
    public static Map<String, Object> json(Report report, @Nullable Witness witness) {
        var search = report.search();
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "chatlab/search/2");
        json.put("strategy", search.entry().name());
        json.put("sha256", search.entry().sha256());
        json.put("guarantees", search.target().guarantees().stream().sorted().toList());
        json.put("preemptions", search.bounds().preemptions());
        json.put("staleReads", search.bounds().staleReads());
        json.put("verdict", report.verdict());
        json.put("why", report.why());
        json.put("executions", report.executions());
        json.put("tried", report.explored().stream().map(SearchText::json).toList());
        json.put("witness", witness);
        return json;
    }

    private static Map<String, Object> json(Explored explored) {
        return Map.of(
                "scenario", explored.scenario().title(),
                "executions", explored.executions(),
                "end", explored.end());
    }

    /// The exit code of a search.
    public static int exitCode(Report report) {
        return switch (report.verdict()) {
            case FOUND ->
                    report.found()
                                    .orElseThrow()
                                    .finding()
                                    .promise()
                                    .isOwedBy(report.search().entry())
                            ? 1
                            : 0;
            case NONE -> 0;
            case NOT_EXHAUSTED, UNCONTROLLED, NOT_RUN -> 3;
        };
    }

    /// Whether a correct strategy was searched to the end.
    public static boolean isConclusive(Report report) {
        return report.verdict() == Verdict.FOUND || report.verdict() == Verdict.NONE;
    }
}
