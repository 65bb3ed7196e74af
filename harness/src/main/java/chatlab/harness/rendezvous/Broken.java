package chatlab.harness.rendezvous;

/// Ends a probe: the guarantee does not hold, and the message says how that was seen.
public final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    /// Says in plain words what was seen.
    public Broken(String seen) {
        super(seen);
    }
}
