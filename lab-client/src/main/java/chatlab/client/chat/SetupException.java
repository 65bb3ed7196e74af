package chatlab.client.chat;

/// A file that an option names cannot be used. The message is one sentence: what, why, what to do.
final class SetupException extends Exception {
    private static final long serialVersionUID = 1;

    SetupException(String sentence) {
        super(sentence);
    }
}
