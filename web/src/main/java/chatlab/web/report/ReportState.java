package chatlab.web.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What every viewer of the report sees: `chatlab/web-report/1`.
///
/// @param folder that is watched, as it was named
/// @param lines of `report.md` as it is on disk now
/// @param checking whether a check of these lines is still to come
/// @param check what `lab report check --json` has said last; null: nothing yet
/// @param problem why there was no check, as a sentence; empty if there was one
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportState(
        String schema,
        String folder,
        List<String> lines,
        boolean checking,
        @Nullable JsonNode check,
        String problem) {
    private static final String SCHEMA = "chatlab/web-report/1";

    static ReportState of(
            String folder,
            List<String> lines,
            boolean checking,
            @Nullable JsonNode check,
            String problem) {
        return new ReportState(SCHEMA, folder, List.copyOf(lines), checking, check, problem);
    }
}
