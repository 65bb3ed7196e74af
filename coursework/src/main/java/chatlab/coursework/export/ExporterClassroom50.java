package chatlab.coursework.export;

import chatlab.coursework.score.Grade;
import chatlab.evidence.Json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Classroom 50's `classroom50/result/v1`, in hundredths of a point.
///
/// Only the platform knows the submission's owner, its commit and its times: they come from a file
/// of it, and are passed on as they are.
public final class ExporterClassroom50 implements Exporter {
    private static final String SCHEMA = "classroom50/result/v1";

    /// The fields that the platform must provide.
    private static final List<String> TOLD =
            List.of(
                    "classroom",
                    "assignment",
                    "assignment_type",
                    "owner",
                    "submission",
                    "commit",
                    "release",
                    "review",
                    "datetime");

    private static final List<String> PERHAPS_TOLD = List.of("graded_at", "submitted_by");

    private final JsonNode context;

    private ExporterClassroom50(JsonNode context) {
        this.context = context;
    }

    /// An exporter with the fields that the platform gave.
    ///
    /// @param context the platform's file: JSON with the fields that only it knows
    /// @throws IOException with a sentence for the user, if one is missing
    public static ExporterClassroom50 with(Path context) throws IOException {
        JsonNode json = Json.mapper().readTree(Files.readString(context));
        for (String field : TOLD) {
            if (!json.has(field)) {
                throw new IOException(
                        "%s has no field '%s', which %s needs and only the platform knows"
                                .formatted(context, field, SCHEMA));
            }
        }
        return new ExporterClassroom50(json);
    }

    @Override
    public String file() {
        return "classroom50.json";
    }

    @Override
    public String text(Grade grade) {
        ObjectNode result = Json.mapper().createObjectNode();
        result.put("schema", SCHEMA);
        TOLD.forEach(field -> result.set(field, context.get(field)));
        PERHAPS_TOLD.stream()
                .filter(context::has)
                .forEach(field -> result.set(field, context.get(field)));
        result.put("score", hundredths(grade.score()));
        result.put("max-score", hundredths(grade.max()));
        var tests = result.putArray("tests");
        for (Grade.Result each : grade.criteria()) {
            tests.addObject()
                    .put("test-name", each.title())
                    .put("passed", Exporter.isFull(each))
                    .put("score", hundredths(each.score()))
                    .put("max-score", hundredths(each.max()));
        }
        return Json.pretty(result);
    }

    /// The format has whole numbers only.
    private static long hundredths(double points) {
        return Math.round(100 * points);
    }
}
