package chatlab.coursework.grade;

/// A rubric that means nothing, or not what its author thought; the message has file and line.
public final class RubricException extends Exception {
    private static final long serialVersionUID = 1L;

    RubricException(String message) {
        super(message);
    }
}
