package chatlab.engine;

/// The same choices have led to another execution: the program differs from run to run.
final class DifferentRunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final String WHAT = "the program differs from run to run";

    DifferentRunException() {
        super(WHAT, null, false, false);
    }
}
