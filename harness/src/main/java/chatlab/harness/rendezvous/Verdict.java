package chatlab.harness.rendezvous;

/// How a strategy stood up to one guarantee.
public enum Verdict {
    /// The situation came about and the guarantee held in it.
    HELD,
    /// The situation came about and the guarantee did not hold.
    BROKEN,
    /// There is no answer; this is a failure, never a pass.
    NOT_RUN
}
