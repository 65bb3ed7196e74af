package chatlab.terminal;

import java.time.Duration;

/// A time as it is told to somebody who waits: `40 s`, `3 min`, `2 h 5 min`.
public final class RoughTime {
    private RoughTime() {}

    /// In seconds while they are fewer than a hundred, and at least one; else in minutes, rounded
    /// up; from a hundred minutes on with hours.
    public static String of(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds < 100) return seconds + " s";
        long minutes = Math.ceilDiv(seconds, 60);
        return minutes < 100
                ? minutes + " min"
                : "%d h %d min".formatted(minutes / 60, minutes % 60);
    }
}
