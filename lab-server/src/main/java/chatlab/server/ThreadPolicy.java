package chatlab.server;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;

/// What kind of thread serves a client. Either way each client has threads of its own.
public enum ThreadPolicy {
    /// Threads of the Java runtime: thousands are cheap, and few operating-system threads carry
    /// them.
    VIRTUAL,
    /// Threads of the operating system.
    PLATFORM;

    ThreadFactory factory() {
        return switch (this) {
            case VIRTUAL -> Thread.ofVirtual().name("session").factory();
            case PLATFORM -> Thread.ofPlatform().name("session").daemon().factory();
        };
    }

    /// The word for it on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
