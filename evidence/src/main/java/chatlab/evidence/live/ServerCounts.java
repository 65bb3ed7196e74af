package chatlab.evidence.live;

import org.jspecify.annotations.Nullable;

/// What a server has counted since its start: a line of `lab server --json --stats TIME`.
///
/// @param seconds since the start
/// @param connections clients connected now
/// @param messages broadcasts of what users said
/// @param deliveries subscribers that took those
/// @param strategyErrors exceptions that the strategy threw
/// @param overflows messages that found an outbox full
/// @param outboxHighWater the most messages that ever waited for one session
/// @param lockWaitMillis how long all threads together have waited for locks; null if the JVM
///   cannot see it, as with virtual threads
public record ServerCounts(
        String schema,
        double seconds,
        int connections,
        long messages,
        long deliveries,
        long strategyErrors,
        long overflows,
        long outboxHighWater,
        @Nullable Long lockWaitMillis) {
    public static final String SCHEMA = "chatlab/server-counts/1";
}
