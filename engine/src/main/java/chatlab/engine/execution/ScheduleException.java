package chatlab.engine.execution;

/// A schedule that cannot be read, or that does not fit the program.
public final class ScheduleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public ScheduleException(String message) {
        super(message);
    }
}
