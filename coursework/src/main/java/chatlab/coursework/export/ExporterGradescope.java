package chatlab.coursework.export;

import chatlab.coursework.score.Grade;
import chatlab.evidence.Json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Gradescope's `results.json`. What waits for a marker is a test without a status.
public final class ExporterGradescope implements Exporter {
    private static final String TEXT = "text";
    private static final String VISIBLE = "visible";

    private record Results(
            double score,
            String output,
            @JsonProperty("output_format") String outputFormat,
            String visibility,
            List<Test> tests) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Test(
            String number,
            String name,
            double score,
            @JsonProperty("max_score") double maxScore,
            @Nullable String status,
            String output,
            @JsonProperty("output_format") String outputFormat,
            String visibility) {}

    @Override
    public String file() {
        return "gradescope.json";
    }

    @Override
    public String text(Grade grade) {
        List<Test> tests = new ArrayList<>();
        for (Grade.Result each : grade.criteria()) {
            tests.add(
                    new Test(
                            String.valueOf(tests.size() + 1),
                            each.title(),
                            each.score(),
                            each.max(),
                            each.needsHuman() ? null : Exporter.isFull(each) ? "passed" : "failed",
                            Exporter.explanation(each),
                            TEXT,
                            VISIBLE));
        }
        return Json.pretty(
                new Results(grade.score(), Exporter.summary(grade), TEXT, VISIBLE, tests));
    }
}
