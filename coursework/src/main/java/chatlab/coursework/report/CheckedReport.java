package chatlab.coursework.report;

import chatlab.evidence.ClaimVerdict;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A report, the findings about its form, and a verdict on each of its claims.
///
/// Checking the same submission again gives an equal value, whatever the machine does meanwhile: no
/// times, no temporary paths, no counts of what was run again.
///
/// @param submission the folder that was checked
/// @param lab the lab's number as the report gives it, such as `02`; empty if it does not
/// @param sections the text of each section, by its heading
/// @param findings in the order of their lines
/// @param claims in the order of the report
public record CheckedReport(
        Path submission,
        String lab,
        List<Student> students,
        Map<String, String> sections,
        List<Finding> findings,
        List<CheckedClaim> claims) {

    /// A student who signs the report.
    ///
    /// @param share of the work, in percent
    public record Student(String id, String name, double share) {}

    /// Something that is not as it must be.
    ///
    /// @param line in report.md, from 1; 0: the report as a whole, or another file
    /// @param what one sentence: what is wrong, and what to do
    public record Finding(int line, Kind kind, String what) {}

    /// What a finding is about.
    public enum Kind {
        /// The file cannot be read as a report at all.
        UNREADABLE,
        /// A key that is not known, missing, or has a wrong value.
        KEY,
        /// A section is missing or empty.
        SECTION,
        /// A file of the evidence is missing, has another hash, or is of another source.
        EVIDENCE,
        /// A number in the text that the evidence does not hold.
        NUMBER,
        /// The prediction is not sealed, was changed since, or is younger than the evidence.
        PREDICTION,
        /// The text says more than any test can show.
        OVERCLAIM,
        /// Code that the grader will not run. Only a student's own check has it; the grader has
        /// gates.
        CODE
    }

    /// One claim and its verdict, in the shape that explains a lost point best.
    ///
    /// @param line in report.md, from 1
    /// @param values the claim's own keys
    /// @param earned whether the evidence gives what the claim says: SUPPORTED, or EQUIVALENT where
    ///   that was claimed
    /// @param overclaim whether it says more than its evidence can show
    /// @param rationale why this verdict
    /// @param help what to do about it; null: nothing
    /// @param expected what the claim needs
    /// @param actual what the evidence holds
    public record CheckedClaim(
            String id,
            String kind,
            int line,
            Map<String, Object> values,
            ClaimVerdict verdict,
            boolean earned,
            boolean overclaim,
            String rationale,
            @Nullable String help,
            @Nullable String expected,
            @Nullable String actual) {}

    public CheckedReport {
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
        students = List.copyOf(students);
        findings = List.copyOf(findings);
        claims = List.copyOf(claims);
    }

    /// The same report with other verdicts.
    public CheckedReport with(List<CheckedClaim> verdicts) {
        return new CheckedReport(submission, lab, students, sections, findings, verdicts);
    }

    /// Whether there is nothing to correct. A claim that the evidence leaves open is honest.
    @JsonIgnore
    public boolean isSound() {
        return findings.isEmpty()
                && claims.stream()
                        .allMatch(claim ->
                                !claim.overclaim()
                                        && (claim.earned()
                                                || claim.verdict() == ClaimVerdict.INCONCLUSIVE));
    }
}
