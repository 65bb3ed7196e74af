package chatlab.server.watch;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/// The counts of one server since its start. Striped counters, because every thread adds to them.
public final class Stats {
    private final LongAdder sessions = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder strategyErrors = new LongAdder();
    private final LongAdder overflows = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAccumulator outboxHighWater = new LongAccumulator(Math::max, 0);

    /// A client has connected.
    public void connected() {
        sessions.increment();
    }

    /// A user's message went to a channel, and so many subscribers took it.
    public void broadcast(int taken) {
        messages.increment();
        deliveries.add(taken);
    }

    /// A strategy has thrown an exception.
    ///
    /// @return how many it makes so far
    public long strategyFailed() {
        strategyErrors.increment();
        return strategyErrors.sum();
    }

    /// A message found an outbox full.
    ///
    /// @param capacity how many messages the outbox holds
    public void overflowed(int capacity) {
        overflows.increment();
        var event = new OverflowEvent();
        event.capacity = capacity;
        event.commit();
    }

    /// One system call has written to a socket.
    public void wrote() {
        writes.increment();
    }

    /// So many messages wait for one session now.
    public void waiting(int count) {
        outboxHighWater.accumulate(count);
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
