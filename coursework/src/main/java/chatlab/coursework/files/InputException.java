package chatlab.coursework.files;

/// A rubric that means nothing, or not what its author thought; the message has file and line.
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }
}
