package chatlab.step.execution;

/// Thrown when a run cannot go on: the child JVM has ended, or a step does not end.
///
/// Its message is a sentence without a full stop.
public final class RunException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What it means for the verdict.
    public enum Kind {
        /// A call of the strategy does not end, as in an endless loop: a finding against it.
        STRATEGY,
        /// The strategy ended the JVM, as by `System.exit`: a finding against it.
        GONE,
        /// The strategy uses a thread or a lock of an earlier run in the same JVM: the run does not
        /// count.
        LEFT_OVER,
        /// As `STRATEGY`, with only one thread calling, so that it happens on any schedule.
        ALONE,
        /// The stepper cannot step such a strategy.
        STEPPER
    }

    private final Kind kind;

    public RunException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
