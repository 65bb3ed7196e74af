package chatlab.server;

import chatlab.protocol.Message;

/// How many messages a full outbox has dropped since its client was last told. Guarded by the
/// outbox's monitor.
final class LostMessages {
    private long count;

    void add() {
        count++;
    }

    long count() {
        return count;
    }

    boolean any() {
        return count > 0;
    }

    /// What to tell the client; the count starts anew. Without a source, it is the server's word.
    EncodedMessage notice() {
        var text = "You have lost " + count + " messages here: your outbox was full";
        count = 0;
        return new EncodedMessage(Message.of("NOTICE", "*", text));
    }
}
