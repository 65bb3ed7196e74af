package chatlab.coursework.command;

import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Student;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A checked report as `--json` prints it.
///
/// @param sound whether there is nothing to correct: the exit code is 0
record CheckDocument(
        String schema,
        String lab,
        List<Student> students,
        List<Claim> claims,
        List<Finding> findings,
        boolean sound) {
    private static final String SCHEMA = "chatlab/report-check/1";

    /// A claim and its verdict.
    record Claim(
            String id,
            String kind,
            int line,
            Map<String, Object> values,
            String verdict,
            boolean earned,
            boolean overclaim,
            String rationale,
            @Nullable String help,
            @Nullable String expected,
            @Nullable String actual) {

        static Claim of(CheckedClaim claim) {
            return new Claim(
                    claim.id(),
                    claim.kind(),
                    claim.line(),
                    claim.values(),
                    claim.verdict().word(),
                    claim.earned(),
                    claim.overclaim(),
                    claim.rationale(),
                    claim.help(),
                    claim.expected(),
                    claim.actual());
        }
    }

    static CheckDocument of(CheckedReport report) {
        return new CheckDocument(
                SCHEMA,
                report.lab(),
                report.students(),
                report.claims().stream().map(Claim::of).toList(),
                report.findings(),
                report.isSound());
    }
}
