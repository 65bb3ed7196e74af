package chatlab.step.schedule;

/// A schedule that does not fit what happens: it wants a step of a thread that cannot take one.
public final class ScheduleException extends Exception {
    private static final long serialVersionUID = 1L;

    public ScheduleException(String message) {
        super(message);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
