package chatlab.coursework.grade;

import chatlab.coursework.race.Racing;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade;
import chatlab.coursework.unpack.Submission;
import chatlab.coursework.unpack.Unpacking;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// What a marker should know about a submission, in sentences. No flag costs a point.
final class Flags {
    private Flags() {}

    static List<String> of(
            Rubric rubric,
            Grade.Tools tools,
            Submission submission,
            Unpacking.Unpacked unpacked,
            @Nullable Racing raced,
            CheckedReport report)
            throws IOException {
        var root = unpacked.root();
        var flags = new ArrayList<String>();
        if (submission.late()) flags.add("handed in late, says the platform");
        flags.addAll(submission.notes());
        flags.addAll(unpacked.notes());
        if (tools.isWithoutSandbox()) flags.add("graded without a sandbox: --sandbox process");
        if (Files.exists(root.resolve("META-INF"))) flags.add("META-INF is not looked at");
        try (var files = Files.walk(root)) {
            if (files.anyMatch(path -> path.toString().endsWith(".jar"))) {
                flags.add("jar files are not looked at");
            }
        }
        report.findings().stream()
                .filter(finding -> finding.kind() == Kind.UNREADABLE)
                .forEach(finding -> flags.add(finding.what()));
        if (!report.lab().isEmpty() && !report.lab().equals(rubric.lab())) {
            flags.add("the report says that it is of lab " + Unpacking.shown(report.lab()));
        }
        if (raced != null && raced.result().trouble() == null) {
            var missing = new ArrayList<>(rubric.declares());
            missing.removeAll(raced.result().declared());
            if (!missing.isEmpty()) {
                flags.add("the strategy does not declare " + String.join(", ", missing));
            }
        }
        return flags;
    }
}
