package chatlab.step.schedule;

/// A thread's turn: it takes some steps, or goes on until it blocks or ends.
///
/// @param steps how many, or [#ON] to go on
public record Turn(String thread, int steps) {
    /// Until it blocks or ends.
    static final int ON = 0;

    public static Turn on(String thread) {
        return new Turn(thread, ON);
    }

    public boolean goesOn() {
        return steps == ON;
    }

    /// `ann!`, `ann`, or `ann*4`.
    @Override
    public String toString() {
        return switch (steps) {
            case ON -> thread + "!";
            case 1 -> thread;
            default -> thread + "*" + steps;
        };
    }
}
