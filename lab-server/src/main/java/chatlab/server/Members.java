package chatlab.server;

import chatlab.strategies.BroadcastStrategy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// A channel's broadcast strategy behind a fence: whatever it throws costs that one call.
///
/// Strategies may be broken on purpose, or a student's first try. Their exceptions are counted and
/// logged here, and the server goes on.
final class Members {
    private static final Logger LOG = LoggerFactory.getLogger(Members.class);

    private final BroadcastStrategy<EncodedMessage> strategy;
    private final String channel;
    private final Stats stats;

    Members(BroadcastStrategy<EncodedMessage> strategy, String channel, Stats stats) {
        this.strategy = strategy;
        this.channel = channel;
        this.stats = stats;
    }

    /// Lets a session in; false if the strategy threw, and what it made of the session is unknown.
    boolean join(Session session) {
        return fenced(
                "join",
                false,
                () -> {
                    strategy.join(session);
                    return true;
                });
    }

    void leave(Session session) {
        fenced("leave", false, () -> strategy.leave(session));
    }

    /// Delivers to all others, and tells how many took it: 0 if the strategy threw, though some may
    /// have got it.
    int broadcast(EncodedMessage message, Session sender) {
        return fenced("broadcast", 0, () -> strategy.broadcast(message, sender));
    }

    /// Who is in, as far as the strategy can tell.
    List<Session> sessions() {
        return fenced(
                "subscribers",
                List.of(),
                () ->
                        strategy.subscribers().stream()
                                .filter(Objects::nonNull) // a torn list has holes
                                .map(Session.class::cast)
                                .toList());
    }

    private <T> T fenced(String call, T otherwise, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            stats.strategyErrors.increment();
            record(call, e);
            long count = stats.strategyErrors.sum();
            // The first ones in full, then ever fewer: a log that floods is not read.
            if (count < 10 || Long.bitCount(count) == 1) {
                LOG.warn("{} on {}: the strategy threw {} ({} so far)", call, channel, e, count);
            }
            return otherwise;
        }
    }

    private void record(String call, Throwable thrown) {
        var event = new StrategyErrorEvent();
        if (!event.shouldCommit()) return;
        event.channel = channel;
        event.call = call;
        event.exception = thrown.toString();
        event.commit();
    }
}
