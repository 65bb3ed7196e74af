package chatlab.coursework.rubric;

import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;

import java.util.Locale;

/// The demands that a criterion of kind `report` can make on a report's form. A report that cannot
/// be read has none of it.
public enum Requirement {
    READABLE("the report can be read"),
    NO_FINDINGS("the check of the report finds nothing"),
    SEALED_PREDICTION("the prediction was sealed before the evidence, and is unchanged"),
    SECTIONS("all sections are there"),
    KEYS("all keys are known and have values that fit"),
    EVIDENCE("all files of the evidence are there, and unchanged"),
    NUMBERS("the numbers in the text are those of the evidence"),
    NO_OVERCLAIM("the text says no more than tests can show");

    private final String meaning;

    Requirement(String meaning) {
        this.meaning = meaning;
    }

    /// The word for it in `rubric.yaml`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The demand as part of a sentence.
    public String meaning() {
        return meaning;
    }

    public boolean isBrokenBy(Finding finding) {
        if (finding.kind() == Kind.UNREADABLE) return true;
        return switch (this) {
            case READABLE -> false;
            case NO_FINDINGS -> true;
            case SEALED_PREDICTION -> finding.kind() == Kind.PREDICTION;
            case SECTIONS -> finding.kind() == Kind.SECTION;
            case KEYS -> finding.kind() == Kind.KEY;
            case EVIDENCE -> finding.kind() == Kind.EVIDENCE;
            case NUMBERS -> finding.kind() == Kind.NUMBER;
            case NO_OVERCLAIM -> finding.kind() == Kind.OVERCLAIM;
        };
    }
}
