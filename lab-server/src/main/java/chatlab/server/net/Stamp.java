package chatlab.server.net;

import java.util.Comparator;

/// When something was done: later than everything that its server had seen then.
///
/// @param time milliseconds, but never the same twice on one server
public record Stamp(long time, String server) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::time).thenComparing(Stamp::server);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }

    boolean isBefore(Stamp other) {
        return compareTo(other) < 0;
    }
}
