package chatlab.catalogue;

/// Says in its message why a strategy cannot be used, and what the user can do.
public final class StrategyNotFoundException extends Exception {
    private static final long serialVersionUID = 1L;

    StrategyNotFoundException(String message) {
        super(message);
    }
}
