package chatlab.coursework.check;

import chatlab.coursework.files.Nearest;
import chatlab.coursework.report.Subject;
import chatlab.coursework.report.Texts;
import chatlab.evidence.JmhResult;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The results of a run of `lab bench`, and the run's notes about the measured strategies.
///
/// @param evidence that it is a part of
/// @param name the file's, in the submission
/// @param notes of its `environment.json`
record BenchFile(EvidenceFolder evidence, String name, List<JmhResult> results, JsonNode notes) {

    /// What difference a run may leave aside at most: 10 %, on a machine shared with others.
    private static final double WIDEST = 0.10;

    private static final double USUAL = 0.03;

    /// The two results that a claim compares.
    ///
    /// @param margin of their run
    record Pair(JmhResult subject, JmhResult than, double margin) {}

    static BenchFile read(EvidenceFolder evidence, String name)
            throws IOException, RefusedException {
        var source = evidence.ofARun(name);
        JsonNode notes = evidence.sibling(source, "environment.json").path("notes");
        try {
            List<JmhResult> results = JmhResult.parse(evidence.json(source).toString());
            if (results != null
                    && !results.isEmpty()
                    && results.stream().noneMatch(r -> r.benchmark().isEmpty())) {
                return new BenchFile(evidence, name, results, notes);
            }
        } catch (JsonProcessingException _) {
            // falls through to the refusal below
        }
        throw RefusedException.inadmissible(
                        "'" + name + "' holds no results in JMH's format.",
                        "Name the bench.json that lab bench --out left.")
                .andAFinding();
    }

    /// The results of two subjects under the conditions that the claim names.
    Pair pair(Subject subject, Subject than, Map<?, ?> where) throws IOException, RefusedException {
        Map<String, String> wanted = conditions(where);
        List<JmhResult> mine = of(subject);
        List<JmhResult> others = of(than);
        List<JmhResult> first = matching(mine, wanted);
        List<JmhResult> second = matching(others, wanted);
        if (first.isEmpty() || second.isEmpty()) {
            throw RefusedException.notRun(
                    "'%s' holds no measurement of %s at %s."
                            .formatted(name, first.isEmpty() ? subject : than, words(wanted)),
                    "Measured was: " + places(first.isEmpty() ? mine : others) + ".");
        }
        if (first.size() > 1 || second.size() > 1) {
            throw RefusedException.inadmissible(
                    "'where' fits several measurements in '%s': %s.".formatted(name, places(first)),
                    "Say in 'where' which of them is meant; 'benchmark' may be given there too.");
        }
        JmhResult a = first.getFirst();
        JmhResult b = second.getFirst();
        if (!a.benchmark().equals(b.benchmark())) {
            throw RefusedException.inadmissible(
                    "The two were measured by different benchmarks: "
                            + method(a)
                            + " and "
                            + method(b)
                            + ".",
                    "Name the benchmark in 'where'.");
        }
        return new Pair(a, b, margin());
    }

    /// Refuses a strategy that was measured although it is broken: correct before fast.
    void checkCorrect(Subject subject) throws RefusedException {
        JsonNode faults = notes.path("correctness").path(contestant(subject)).path("faults");
        if (!faults.isEmpty()) {
            throw RefusedException.inadmissible(
                    "%s was measured, and struck out: it breaks what it declares."
                            .formatted(subject),
                    "How fast something wrong is does not matter; correct it, or claim it of"
                            + " another.");
        }
    }

    private double margin() throws RefusedException {
        double margin = notes.path("margin").asDouble(USUAL);
        if (!(margin > 0 && margin <= WIDEST)) {
            throw RefusedException.inadmissible(
                    "The run in '%s' was judged with a margin of %s %%, and a claim allows 10 %% at most."
                            .formatted(name, Texts.digits(100 * margin)),
                    "Run lab bench again with a smaller --margin.");
        }
        return margin;
    }

    private List<JmhResult> of(Subject subject) throws IOException, RefusedException {
        String contestant = contestant(subject);
        List<JmhResult> found =
                results.stream().filter(r -> r.contestant().equals(contestant)).toList();
        if (found.isEmpty()) {
            var others = new TreeSet<>(results.stream().map(JmhResult::contestant).toList());
            throw RefusedException.notRun(
                    "'%s' holds no measurement of %s.".formatted(name, subject),
                    "Measure both in one run of lab bench; this one has "
                            + Texts.some(others, 6)
                            + ".");
        }
        checkSource(subject, contestant);
        return found;
    }

    private void checkSource(Subject subject, String contestant)
            throws IOException, RefusedException {
        evidence.checkSource(
                subject,
                notes.path("sha256").path(contestant).asText(),
                "'" + name + "' is about",
                "Run lab bench again with the source that you hand in.");
    }

    /// The class of an own source, in whatever package; else the name.
    private String contestant(Subject subject) {
        if (!subject.isOwn()) return subject.name();
        Predicate<String> isIt =
                each ->
                        each.equals(subject.className())
                                || each.endsWith("." + subject.className());
        return results.stream()
                .map(JmhResult::contestant)
                .filter(isIt)
                .findFirst()
                .orElse(subject.className());
    }

    // --- Conditions ---

    private Map<String, String> conditions(Map<?, ?> where) throws RefusedException {
        var known = new TreeSet<String>(List.of("threads", "benchmark"));
        results.forEach(result -> known.addAll(result.conditions().keySet()));
        Map<String, String> wanted = new TreeMap<>();
        for (var entry : where.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!known.contains(key)) {
                throw RefusedException.key(
                        "where",
                        "'where' names '"
                                + key
                                + "', which was not measured"
                                + Nearest.hint(key, known),
                        "Use the names that bench.html shows.");
            }
            wanted.put(key, String.valueOf(entry.getValue()));
        }
        return wanted;
    }

    private static List<JmhResult> matching(List<JmhResult> results, Map<String, String> wanted) {
        List<JmhResult> found = results.stream().filter(r -> matches(r, wanted)).toList();
        List<JmhResult> rates = found.stream().filter(r -> !r.isLowerBetter()).toList();
        // Where a run measured several things, "faster" by itself means throughput.
        return rates.size() == 1 ? rates : found;
    }

    private static boolean matches(JmhResult result, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(entry ->
                        switch (entry.getKey()) {
                            case "threads" ->
                                    entry.getValue().equals(String.valueOf(result.threads()));
                            case "benchmark" ->
                                    result.benchmark().equals(entry.getValue())
                                            || method(result).equals(entry.getValue());
                            default ->
                                    entry.getValue()
                                            .equals(result.conditions().get(entry.getKey()));
                        });
    }

    /// Such as `ChurnBenchmark.broadcastOrJoin`.
    private static String method(JmhResult result) {
        String[] parts = result.benchmark().split("\\.", -1);
        return parts.length < 2
                ? result.benchmark()
                : parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    private static String places(List<JmhResult> results) {
        return Texts.some(
                new TreeSet<>(results.stream().map(r -> method(r) + " at " + r.where()).toList()),
                4);
    }

    private static String words(Map<String, String> where) {
        return where.isEmpty()
                ? "any conditions"
                : Texts.some(
                        where.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toList(),
                        10);
    }
}
