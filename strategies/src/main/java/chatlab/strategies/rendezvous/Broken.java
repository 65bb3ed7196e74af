package chatlab.strategies.rendezvous;

/// Ends a probe: the guarantee does not hold, and the message says how that was seen.
final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String seen) {
        super(seen);
    }
}
