package chatlab.server.config;

import java.util.Locale;

/// What happens to a session whose outbox is full.
public enum OverflowPolicy {
    /// The server disconnects it: better gone than silently wrong.
    DISCONNECT,
    /// It loses the message.
    DROP;

    /// Its word on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
