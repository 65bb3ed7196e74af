package chatlab.catalogue;

/// Says in its message, for people to read, why no strategy could be had and what to do.
public final class StrategyNotFoundException extends Exception {
    private static final long serialVersionUID = 1L;

    StrategyNotFoundException(String message) {
        super(message);
    }
}
