package chatlab.server;

/// How fast one client may send: a burst at once, then so many lines a second. Confined to the
/// thread that reads the client.
final class TokenBucket {
    private final long burstNanos;
    private final long nanosPerLine;

    /// When the bucket will be full again; the further ahead, the emptier it is.
    private long fullAt;

    /// @param burst lines that may come at once
    /// @param perSecond lines that may come every second after that
    TokenBucket(int burst, int perSecond, long now) {
        nanosPerLine = 1_000_000_000L / perSecond;
        burstNanos = burst * nanosPerLine;
        fullAt = now;
    }

    /// Takes a token for one line.
    ///
    /// @return how many nanoseconds to wait before the line is handled; 0 if it may be at once
    long take(long now) {
        fullAt = Math.max(fullAt, now) + nanosPerLine;
        return Math.max(0, fullAt - now - burstNanos);
    }
}
