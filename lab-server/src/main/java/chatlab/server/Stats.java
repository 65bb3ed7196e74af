package chatlab.server;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/// What a server has counted since it began. Striped counters, since every thread adds to them.
public final class Stats {
    final LongAdder sessions = new LongAdder();
    final LongAdder messages = new LongAdder();
    final LongAdder deliveries = new LongAdder();
    final LongAdder strategyErrors = new LongAdder();
    final LongAdder overflows = new LongAdder();
    final LongAdder writes = new LongAdder();
    final LongAccumulator outboxHighWater = new LongAccumulator(Math::max, 0);

    Stats() {}

    /// Notes that a message found an outbox full.
    void overflow(int capacity) {
        overflows.increment();
        var event = new OverflowEvent();
        event.capacity = capacity;
        event.commit();
    }

    /// The counts at one moment or, while the server runs, near it.
    ///
    /// @param sessions clients that have connected
    /// @param messages broadcasts to channels of what users said (PRIVMSG and NOTICE)
    /// @param deliveries how many subscribers took those
    /// @param strategyErrors exceptions that strategies threw; each cost one call
    /// @param overflows messages that found an outbox full
    /// @param writes system calls that wrote to a socket
    /// @param outboxHighWater the most messages that ever waited for one session
    public record Snapshot(
            long sessions,
            long messages,
            long deliveries,
            long strategyErrors,
            long overflows,
            long writes,
            long outboxHighWater) {}

    public Snapshot snapshot() {
        return new Snapshot(
                sessions.sum(),
                messages.sum(),
                deliveries.sum(),
                strategyErrors.sum(),
                overflows.sum(),
                writes.sum(),
                outboxHighWater.get());
    }
}
