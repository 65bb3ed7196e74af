package chatlab.site;

/// Counts the messages of one socket against its limits: a token bucket. Confined to one thread at
/// a time.
final class MessageRate {
    private static final double NANOS_PER_SECOND = 1e9;

    private final SocketLimits limits;
    private double left;
    private long at;

    /// @param now a value of [System#nanoTime()]
    MessageRate(SocketLimits limits, long now) {
        this.limits = limits;
        left = limits.burst();
        at = now;
    }

    /// Counts one message.
    ///
    /// @return false if it is one too many
    boolean admits(long now) {
        double gained = (now - at) / NANOS_PER_SECOND * limits.messagesPerSecond();
        left = Math.min(limits.burst(), left + gained);
        at = now;
        if (left < 1) return false;
        left--;
        return true;
    }
}
