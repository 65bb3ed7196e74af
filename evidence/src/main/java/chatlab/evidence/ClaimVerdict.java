package chatlab.evidence;

/// What the evidence says of a claim.
///
/// A claim says that one thing is faster than another, that a race was seen, or anything else that
/// files of a run can show.
public enum ClaimVerdict {
    /// The evidence shows it. Of speed: it is faster by more than the margin, or by as much as was
    /// claimed.
    SUPPORTED,
    /// The evidence shows the opposite, or less than was claimed.
    CONTRADICTED,
    /// The two are equally fast, within the margin.
    EQUIVALENT,
    /// The measurements leave more than one answer open.
    INCONCLUSIVE,
    /// The evidence must not be used for claims.
    INADMISSIBLE,
    /// There is no evidence for or against it.
    NOT_RUN;

    /// The verdict as reports print it: `NOT-RUN`.
    public String word() {
        return name().replace('_', '-');
    }
}
