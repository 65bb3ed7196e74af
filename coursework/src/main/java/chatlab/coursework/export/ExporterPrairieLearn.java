package chatlab.coursework.export;

import chatlab.coursework.score.CriterionVerdict;
import chatlab.coursework.score.Grade;
import chatlab.evidence.Json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// PrairieLearn's `results.json`: a share of the points, or that a submission cannot be graded.
public final class ExporterPrairieLearn implements Exporter {
    /// The whole file may have 1 MB, which its reader would refuse beyond.
    private static final int LONGEST = 4_000;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Results(
            boolean gradable,
            @Nullable Double score,
            @Nullable @JsonProperty("format_errors") List<String> formatErrors,
            @Nullable String message,
            @Nullable List<Test> tests) {}

    private record Test(
            String name,
            String description,
            double points,
            @JsonProperty("max_points") double maxPoints,
            String message) {}

    @Override
    public String file() {
        return "prairielearn.json";
    }

    @Override
    public String text(Grade grade) {
        boolean isRefused =
                !grade.criteria().isEmpty()
                        && grade.criteria().stream()
                                .allMatch(r -> r.verdict() == CriterionVerdict.REFUSED);
        if (isRefused) {
            List<String> why = grade.criteria().stream().map(r -> cut(r.why())).distinct().toList();
            return Json.pretty(new Results(false, null, why, null, null));
        }
        List<Test> tests =
                grade.criteria().stream()
                        .map(each ->
                                new Test(
                                        each.title(),
                                        each.id(),
                                        each.score(),
                                        each.max(),
                                        cut(Exporter.explanation(each))))
                        .toList();
        double share = grade.max() == 0 ? 0 : grade.score() / grade.max();
        return Json.pretty(new Results(true, share, null, Exporter.summary(grade), tests));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
