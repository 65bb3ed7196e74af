package chatlab.server.watch;

import java.util.Locale;

/// What a line of the log reports. It is the last argument of a call to a logger: no placeholder
/// shows it in a sentence, and [JsonLog] writes it as `event`.
public enum LogEvent {
    /// The server listens.
    READY,
    /// A client has registered.
    CONNECT,
    /// A user's session has ended.
    QUIT,
    JOIN,
    PART,
    KICK,
    /// A user has become operator of the server.
    OPER,
    /// A user has sent a wrong password for it.
    OPER_REFUSED,
    KILL,
    /// A strategy has thrown an exception.
    STRATEGY_ERROR,
    /// The counts of `--stats`.
    STATS,
    /// Any other line.
    OTHER;

    /// Its word in the log.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
