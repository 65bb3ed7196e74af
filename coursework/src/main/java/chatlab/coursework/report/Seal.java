package chatlab.coursework.report;

import chatlab.coursework.files.Yaml;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.evidence.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The seal on a prediction: its hash and its time. It keeps honest people from fooling themselves;
/// people who set their clock back can still fool others.
///
/// @param at null: it cannot be read
/// @param line in the report
public record Seal(@Nullable Instant at, String sha256, int line) {
    private static final String KEY = "prediction";

    /// The seal in the front matter; empty if there is none.
    public static Optional<Seal> of(Report report) {
        Yaml.Field field = report.head().get(KEY);
        if (field == null || !(field.value() instanceof Map<?, ?> map)) return Optional.empty();
        String hash = map.containsKey("sha256") ? String.valueOf(map.get("sha256")) : "";
        return Optional.of(new Seal(instant(map.get("sealed")), hash, field.line()));
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        try {
            return Instant.parse(String.valueOf(value));
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    /// The hash of a report's prediction, whatever the ends of its lines.
    public static String hash(Report report) {
        String text = report.section(Report.PREDICTION).map(Report.Section::text).orElse("");
        return Sha256.of(
                text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")).strip());
    }

    /// Reports the mistakes in a report's seal.
    ///
    /// @param begun when the earliest run that a claim rests on began; null if there is none
    public static void check(Report report, @Nullable Instant begun, Consumer<Finding> findings) {
        Seal seal = of(report).orElse(null);
        if (seal == null) {
            Yaml.Field field = report.head().get(KEY);
            find(
                    findings,
                    field == null ? 0 : field.line(),
                    "The prediction is not sealed; run 'lab report seal' when it is written, before"
                            + " you measure.");
            return;
        }
        if (seal.at == null || !seal.sha256.matches("[0-9a-f]{64}")) {
            find(findings, seal.line, "The seal cannot be read; 'lab report seal' writes it.");
            return;
        }
        if (!seal.sha256.equals(hash(report))) {
            find(
                    findings,
                    seal.line,
                    "The prediction has been changed since it was sealed. What turned out otherwise"
                            + " belongs in Mechanism; put the sealed text back.");
        }
        if (begun != null && !seal.at.isBefore(begun)) {
            find(
                    findings,
                    seal.line,
                    "The prediction was sealed at %s, after the first run of the evidence began (%s): predict before you measure."
                            .formatted(seal.at, begun.truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    private static void find(Consumer<Finding> findings, int line, String what) {
        findings.accept(new Finding(line, Kind.PREDICTION, what));
    }

    /// The report's text with a new seal in the place of the old one, or at the end of the front
    /// matter.
    public static String sealed(Report report, Instant now) {
        List<String> lines = new ArrayList<>(Report.lines(report.text()));
        Yaml.Field old = report.head().get(KEY);
        if (old != null) {
            int from = old.line() - 1;
            int to = from + 1;
            while (to < report.headEnd() - 1
                    && (lines.get(to).isBlank() || lines.get(to).startsWith(" "))) {
                to++;
            }
            lines.subList(from, to).clear();
        }
        int end = report.headEnd() - 1 - (Report.lines(report.text()).size() - lines.size());
        lines.add(
                end,
                KEY
                        + ": {sealed: "
                        + now.truncatedTo(ChronoUnit.SECONDS)
                        + ", sha256: "
                        + hash(report)
                        + "}");
        return String.join("\n", lines);
    }
}
