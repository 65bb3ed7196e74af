package chatlab.server.channel;

import java.util.concurrent.atomic.AtomicLong;

/// How much the histories of all channels may keep: each, and together. Thread-safe.
public final class HistoryBudget {
    /// The most bytes of one channel.
    public static final int CHANNEL_BYTES = 256 * 1024;

    /// The most bytes of all channels.
    public static final long TOTAL_BYTES = 64L * 1024 * 1024;

    private final int messages;
    private final long totalBytes;

    /// Atomic, because every channel takes and gives.
    private final AtomicLong taken = new AtomicLong();

    /// @param messages the most messages of one channel; 0: no history
    public HistoryBudget(int messages) {
        this(messages, TOTAL_BYTES);
    }

    HistoryBudget(int messages, long totalBytes) {
        this.messages = messages;
        this.totalBytes = totalBytes;
    }

    int messages() {
        return messages;
    }

    /// Takes bytes, or gives them back if there are fewer than 0.
    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    boolean isOverdrawn() {
        return taken.get() > totalBytes;
    }
}
