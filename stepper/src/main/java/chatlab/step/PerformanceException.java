package chatlab.step;

/// A performance that cannot go on, and will not be judged as others are: the child JVM is gone, or
/// a step does not end.
///
/// Its message is a sentence without a full stop.
final class PerformanceException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is to be made of it.
    enum Kind {
        /// A call of the strategy does not end, as in an endless loop: a finding against it.
        STRATEGY,
        /// The strategy ended the JVM, as by `System.exit`: a finding against it.
        GONE,
        /// The strategy uses a thread or a lock of an earlier run in the same JVM: the run does not
        /// count.
        LEFT_OVER,
        /// As `STRATEGY`, and with nobody else there: whatever the schedule, it comes to this.
        ALONE,
        /// The stepper cannot step such a strategy.
        STEPPER
    }

    private final Kind kind;

    PerformanceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
