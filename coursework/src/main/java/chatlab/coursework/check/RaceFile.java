package chatlab.coursework.check;

import chatlab.coursework.report.Subject;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a `race.json` says about one strategy.
///
/// A file of several runs (`lab race --repeat`) counts as one long run: seen broken once is broken.
///
/// @param name the file's, in the submission
/// @param rows by guarantee
public record RaceFile(String name, Subject subject, Map<String, Row> rows) {

    private static final String AGAIN =
            "Run lab race again with --out, and change nothing in what it leaves.";

    /// How a strategy stood up to one guarantee.
    ///
    /// @param verdict HELD, BROKEN or NOT RUN
    /// @param samples how often the tests could have shown it broken
    /// @param bound with 95 % confidence violations are no more frequent; null: it was arranged
    ///   once, which is an answer and no sample
    /// @param outcomes how often each was seen
    public record Row(
            String guarantee,
            String verdict,
            long samples,
            long violations,
            @Nullable Double bound,
            Map<String, Long> outcomes,
            String note) {

        boolean isBroken() {
            return verdict.equals("BROKEN");
        }

        boolean isHeld() {
            return verdict.equals("HELD");
        }

        /// Whether what was seen is a call that never returned.
        boolean isHang() {
            return isBroken()
                    && (guarantee.equals("LIVENESS")
                            || note.contains("never returned")
                            || note.contains("did not return"));
        }

        Row and(Row other) {
            Map<String, Long> sums = new TreeMap<>(outcomes);
            other.outcomes.forEach((id, count) -> sums.merge(id, count, Long::sum));
            boolean isBroken = isBroken() || other.isBroken();
            boolean isHeld = isHeld() && other.isHeld();
            long both = samples + other.samples;
            return new Row(
                    guarantee,
                    isBroken ? "BROKEN" : isHeld ? "HELD" : "NOT RUN",
                    both,
                    violations + other.violations,
                    isHeld && bound != null && other.bound != null ? ruleOfThree(both) : null,
                    sums,
                    isBroken() || !other.isBroken() ? note : other.note);
        }

        /// What a sentence about it may say in numbers.
        List<Quantity> quantities() {
            List<Quantity> found = new ArrayList<>();
            found.add(Quantity.count(samples));
            found.add(Quantity.count(violations));
            if (samples > 0) found.add(Quantity.share((double) violations / samples));
            if (bound != null) {
                found.add(Quantity.share(bound));
                found.add(Quantity.share(0.95));
            }
            Map<String, Long> kinds = new TreeMap<>();
            outcomes.forEach((id, count) -> {
                kinds.merge(id, count, Long::sum);
                kinds.merge(
                        id.replaceFirst("^[^.]*\\.", "").replaceFirst(" .*", ""), count, Long::sum);
            });
            for (long count : kinds.values()) {
                found.add(Quantity.count(count));
                if (samples > 0) found.add(Quantity.share((double) count / samples));
            }
            return found;
        }
    }

    /// With 95 % confidence, what was not seen in so many samples is no more frequent than this.
    static double ruleOfThree(long samples) {
        return Math.min(1, 3.0 / samples);
    }

    /// What the file of a run says about a subject.
    public static RaceFile read(EvidenceFolder evidence, String name, Subject subject)
            throws IOException, RefusedException {
        var source = evidence.ofARun(name);
        JsonNode root = evidence.json(source);
        List<String> others = new ArrayList<>();
        Map<String, Row> rows = new TreeMap<>();
        boolean isFound = false;
        for (JsonNode report : root.isArray() ? root : List.of(root)) {
            if (!report.path("schema").asText().startsWith("chatlab/race/")) {
                throw RefusedException.inadmissible(
                                "'" + name + "' is not a race.json.",
                                "Name the file that lab race --out left; for timings use a claim of"
                                        + " the kind faster, equivalent or ordering.")
                        .andAFinding();
            }
            if (!isAbout(report.path("strategy"), subject)) {
                others.add(report.path("strategy").path("name").asText());
                continue;
            }
            isFound = true;
            checkSource(report.path("strategy"), subject, name);
            checkCanary(report.path("canary"), name);
            for (JsonNode each : report.path("results")) {
                Row row = row(each, name);
                rows.merge(row.guarantee(), row, Row::and);
            }
        }
        if (!isFound) {
            throw RefusedException.notRun(
                    "'%s' is about %s, not about %s."
                            .formatted(
                                    name, others.isEmpty() ? "nobody" : shortened(others), subject),
                    "Run lab race --strategy "
                            + subject
                            + " --out evidence/NAME, and name its race.json.");
        }
        return new RaceFile(name, subject, rows);
    }

    /// The row of a guarantee.
    public Row row(String guarantee) throws RefusedException {
        Row row = rows.get(guarantee);
        if (row == null) {
            throw RefusedException.notRun(
                    "The run in '" + name + "' did not ask about " + guarantee + ".",
                    "Run lab race without --guarantee, or with --guarantee " + guarantee + ".");
        }
        if (!row.isBroken() && !row.isHeld()) {
            throw RefusedException.notRun(
                    "The run in '"
                            + name
                            + "' has no verdict on "
                            + guarantee
                            + ": it says NOT RUN, which is never a pass.",
                    "See race.html of the run for the reason, and run it again.");
        }
        return row;
    }

    private static String shortened(List<String> names) {
        List<String> known =
                names.stream().map(each -> each.length() > 40 ? "?" : each).distinct().toList();
        return known.size() <= 3 ? String.join(", ", known) : known.size() + " strategies";
    }

    /// A strategy of the catalogue comes as a class; one of a student's may call itself as it
    /// likes.
    private static boolean isAbout(JsonNode strategy, Subject subject) {
        String source = strategy.path("source").asText().replace('\\', '/');
        if (!subject.isOwn()) {
            return strategy.path("name").asText().equals(subject.name())
                    && !source.endsWith(".java");
        }
        String file = source.substring(source.lastIndexOf('/') + 1);
        return file.equals(subject.className() + ".java");
    }

    private static void checkSource(JsonNode strategy, Subject subject, String name)
            throws RefusedException {
        if (subject.isOwn() && !strategy.path("sha256").asText().equals(subject.sha256())) {
            throw RefusedException.inadmissible(
                            "'%s' is about another version of %s: the hash of its source differs."
                                    .formatted(name, subject),
                            "Run lab race again with the source that you hand in.")
                    .andAFinding();
        }
    }

    private static void checkCanary(JsonNode canary, String name) throws RefusedException {
        if (!canary.path("caught").asBoolean() || !canary.path("held").asBoolean()) {
            throw RefusedException.inadmissible(
                    "The canary of the run in '"
                            + name
                            + "' failed: it did not catch the planted bug, or its correct twin"
                            + " broke, so none of its verdicts counts.",
                    "Run lab race again on an idle machine, or with --time 60s.");
        }
    }

    /// A row whose figures belong together, or else a refusal that names the field.
    private static Row row(JsonNode json, String name) throws RefusedException {
        String guarantee = json.path("guarantee").asText();
        String verdict = json.path("verdict").asText();
        long samples = json.path("samples").asLong(-1);
        long violations = json.path("violations").asLong(-1);
        JsonNode bound = json.path("bound");
        Map<String, Long> outcomes = new TreeMap<>();
        long seen = 0;
        for (JsonNode outcome : json.path("outcomes")) {
            String id = outcome.path("id").asText();
            long count = outcome.path("count").asLong(-1);
            if (count < 0)
                throw edited(name, guarantee, "outcomes.count", "is not a number from 0");
            outcomes.merge(id, count, Long::sum);
            if (!id.endsWith(".FINE")) seen += count;
        }
        boolean isBroken = verdict.equals("BROKEN");
        if (!isBroken && !verdict.equals("HELD") && !verdict.equals("NOT RUN")) {
            throw edited(name, guarantee, "verdict", "is none that lab race gives");
        }
        if (samples < 0) throw edited(name, guarantee, "samples", "is not a number from 0");
        if (violations < 0 || isBroken != (violations > 0)) {
            throw edited(
                    name,
                    guarantee,
                    "violations",
                    "is %d, but the verdict is %s".formatted(violations, verdict));
        }
        if (!outcomes.isEmpty() && !verdict.equals("NOT RUN") && seen != violations) {
            throw edited(
                    name,
                    guarantee,
                    "violations",
                    "is %d, but the outcomes add up to %d".formatted(violations, seen));
        }
        if (bound.isNumber()) {
            double expected = ruleOfThree(samples);
            if (!verdict.equals("HELD")
                    || Math.abs(bound.asDouble() - expected) > 1e-9 * expected) {
                throw edited(name, guarantee, "bound", "does not follow from the samples");
            }
        }
        return new Row(
                guarantee,
                verdict,
                samples,
                violations,
                bound.isNumber() ? bound.asDouble() : null,
                outcomes,
                json.path("note").asText());
    }

    private static RefusedException edited(
            String name, String guarantee, String field, String what) {
        String row = guarantee.matches("[A-Z_]{1,40}") ? guarantee : "a guarantee";
        return RefusedException.inadmissible(
                        "The figures in '%s' do not belong together: in the row of %s, %s %s."
                                .formatted(name, row, field, what),
                        AGAIN)
                .andAFinding();
    }
}
