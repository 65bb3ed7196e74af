package chatlab.coursework.score;

import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.evidence.ClaimVerdict;

import com.fasterxml.jackson.annotation.JsonValue;

/// The reason for a criterion's points, in a word.
public enum CriterionVerdict {
    // The grader's race.
    HELD,
    BROKEN,
    NOT_DECLARED,
    /// There is no verdict: the code did not run, or the race gave no answer.
    NOT_RUN,

    // A claim of the report; ABSENT: there is none.
    ABSENT,
    SUPPORTED,
    CONTRADICTED,
    EQUIVALENT,
    INCONCLUSIVE,
    INADMISSIBLE,
    SUPPORTED_OVERCLAIMED,
    EQUIVALENT_OVERCLAIMED,
    INCONCLUSIVE_OVERCLAIMED,
    INADMISSIBLE_OVERCLAIMED,
    NOT_RUN_OVERCLAIMED,

    // The form of the report.
    MET,
    PARTLY_MET,
    NOT_MET,

    /// A marker decides.
    OPEN,
    /// A marker has decided.
    MARKED,
    /// The submission as a whole was refused.
    REFUSED;

    /// A claim that is contradicted is that first, whatever else it is.
    static CriterionVerdict of(CheckedClaim claim) {
        boolean isOver = claim.overclaim() && claim.verdict() != ClaimVerdict.CONTRADICTED;
        return valueOf(claim.verdict() + (isOver ? "_OVERCLAIMED" : ""));
    }

    /// As `grade.json` and pages have it.
    @JsonValue
    @Override
    public String toString() {
        return name().replace("_OVERCLAIMED", ", OVERCLAIMED");
    }
}
