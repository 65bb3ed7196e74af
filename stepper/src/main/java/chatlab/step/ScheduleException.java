package chatlab.step;

/// A schedule that does not fit what happens: it wants a step of a thread that cannot take one.
final class ScheduleException extends Exception {
    private static final long serialVersionUID = 1L;

    ScheduleException(String message) {
        super(message);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
