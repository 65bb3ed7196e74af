package chatlab.launcher;

/// The lab cannot be started. The message is a sentence for the user, without a capital letter.
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String sentence) {
        super(sentence);
    }
}
