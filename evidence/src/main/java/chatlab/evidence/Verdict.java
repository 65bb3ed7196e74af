package chatlab.evidence;

/// What measurements say about the claim that one thing is faster than another.
public enum Verdict {
    /// It is faster, by more than the margin, or by as much as was claimed.
    SUPPORTED,
    /// It is slower; or it is not faster by as much as was claimed.
    CONTRADICTED,
    /// The two are as fast as one another, within the margin.
    EQUIVALENT,
    /// The measurements leave more than one answer open.
    INCONCLUSIVE,
    /// The measurements may not be used for claims.
    INADMISSIBLE
}
