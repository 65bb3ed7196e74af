package chatlab.server.limits;

import java.net.InetAddress;
import java.util.Optional;

/// Limits how fast one client may send: a burst at once, then a fixed number of lines a second.
/// Confined to the thread that reads the client.
public final class TokenBucket {
    private final long burstNanos;
    private final long nanosPerLine;

    /// When the bucket will be full again. The later this is, the emptier the bucket.
    private long fullAt;

    /// @param burst lines that may come at once
    /// @param perSecond lines that may come every second after that
    TokenBucket(int burst, int perSecond, long now) {
        nanosPerLine = 1_000_000_000L / perSecond;
        burstNanos = burst * nanosPerLine;
        fullAt = now;
    }

    /// The bucket of a client at this address; empty if it may send at any speed.
    public static Optional<TokenBucket> of(ServerLimits limits, InetAddress address) {
        return limits.flood() == 0 || address.isLoopbackAddress()
                ? Optional.empty()
                : Optional.of(
                        new TokenBucket(ServerLimits.BURST, limits.flood(), System.nanoTime()));
    }

    /// Takes a token for one line.
    ///
    /// @return how many nanoseconds the line must wait; 0 if it can be handled at once
    public long take(long now) {
        fullAt = Math.max(fullAt, now) + nanosPerLine;
        return Math.max(0, fullAt - now - burstNanos);
    }
}
