package chatlab.terminal;

import java.time.Duration;

/// A duration in words for a person who waits: `40 s`, `3 min`, `2 h 5 min`.
public final class RoughTime {
    private RoughTime() {}

    /// In seconds below 100 s, and at least 1 s; above that in minutes, rounded up; from 100
    /// minutes on in hours and minutes.
    public static String of(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds < 100) return seconds + " s";
        long minutes = Math.ceilDiv(seconds, 60);
        return minutes < 100
                ? minutes + " min"
                : "%d h %d min".formatted(minutes / 60, minutes % 60);
    }
}
