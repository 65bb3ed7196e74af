package chatlab.server.config;

import java.util.Locale;

/// How the server writes its log.
public enum LogFormat {
    /// A sentence for people.
    TEXT,
    /// One object for programs.
    JSON;

    /// Its word on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
