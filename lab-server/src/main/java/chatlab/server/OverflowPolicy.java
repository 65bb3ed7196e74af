package chatlab.server;

import java.util.Locale;

/// What happens to a session whose outbox is full.
public enum OverflowPolicy {
    /// It is disconnected: better gone than silently wrong.
    DISCONNECT,
    /// It loses the message.
    DROP;

    /// The word for it on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
