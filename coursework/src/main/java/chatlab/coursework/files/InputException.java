package chatlab.coursework.files;

/// A mistake in what a person gave to the grader, such as a rubric or marks; the message names file
/// and line where it can.
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }
}
