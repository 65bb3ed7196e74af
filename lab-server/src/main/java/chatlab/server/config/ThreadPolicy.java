package chatlab.server.config;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;

/// The kind of thread that serves a client. Each client has threads of its own.
public enum ThreadPolicy {
    /// Threads of the Java runtime. Thousands are cheap; a few operating-system threads carry them.
    VIRTUAL,
    /// Threads of the operating system.
    PLATFORM;

    public ThreadFactory factory() {
        return switch (this) {
            case VIRTUAL -> Thread.ofVirtual().name("session").factory();
            case PLATFORM -> Thread.ofPlatform().name("session").daemon().factory();
        };
    }

    /// Its word on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
