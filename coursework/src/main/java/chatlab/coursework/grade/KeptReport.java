package chatlab.coursework.grade;

import chatlab.coursework.report.CheckedReport;
import chatlab.evidence.Json;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;

/// A report with its verdicts, kept among the runs, so that later readers need not run a student's
/// code again.
public final class KeptReport {
    static final String NAME = "report.json";
    private static final String SUBMISSION = "submission";

    private KeptReport() {}

    /// Without the folder in which it was checked.
    static String json(CheckedReport report) {
        ObjectNode tree = Json.mapper().valueToTree(report);
        tree.remove(SUBMISSION);
        return Json.pretty(tree);
    }

    /// Reads the report that was kept with a grade.
    ///
    /// @param folder of the submission among the grades
    public static CheckedReport read(Path folder) throws IOException {
        var tree = Json.read(folder.resolve("runs").resolve(NAME), ObjectNode.class);
        tree.put(SUBMISSION, folder.resolve(SUBMISSION).toUri().toString());
        return Json.mapper().treeToValue(tree, CheckedReport.class);
    }
}
