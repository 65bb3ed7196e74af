package chatlab.coursework.export;

import chatlab.coursework.score.Grade;
import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// check50's report: each criterion passed, failed with its cause, or (null) not decided.
public final class ExporterCheck50 implements Exporter {

    private record Report(String slug, String version, List<Check> results) {}

    private record Check(
            String name,
            String description,
            @Nullable Boolean passed,
            List<String> log,
            @Nullable Cause cause,
            Map<String, Object> data,
            @Nullable String dependency) {}

    private record Cause(String rationale, @Nullable String help, String expected, String actual) {}

    @Override
    public String file() {
        return "check50.json";
    }

    @Override
    public String text(Grade grade) {
        List<Check> checks = grade.criteria().stream().map(ExporterCheck50::check).toList();
        return Json.pretty(new Report("chatlab/" + grade.lab(), grade.tools().lab(), checks));
    }

    private static Check check(Grade.Result result) {
        boolean isFull = Exporter.isFull(result);
        Cause cause =
                isFull && !result.needsHuman()
                        ? null
                        : new Cause(
                                result.why(),
                                result.help(),
                                Objects.requireNonNullElse(result.expected(), ""),
                                Objects.requireNonNullElse(result.actual(), ""));
        return new Check(
                result.id(),
                result.title(),
                result.needsHuman() ? null : isFull,
                List.of(),
                cause,
                Map.of("score", result.score(), "max_score", result.max()),
                null);
    }
}
