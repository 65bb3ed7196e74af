package chatlab.server.channel;

import chatlab.server.delivery.EncodedMessage;
import chatlab.server.watch.LogEvent;
import chatlab.server.watch.LogField;
import chatlab.server.watch.Stats;
import chatlab.server.watch.StrategyErrorEvent;
import chatlab.strategies.BroadcastStrategy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// A channel's broadcast strategy behind a fence: an exception that it throws costs that one call.
///
/// A strategy may be broken on purpose, or be a student's first attempt. This class counts and logs
/// its exceptions, and the server goes on. A thread that a strategy leaves interrupted is no longer
/// so: else its next read or write would end the connection.
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

    /// Adds a user.
    ///
    /// @return false if the strategy threw; whether the user is in is then unknown
    boolean join(User user) {
        return fenced(
                "join",
                false,
                () -> {
                    strategy.join(user);
                    return true;
                });
    }

    void leave(User user) {
        fenced("leave", false, () -> strategy.leave(user));
    }

    /// Delivers a message to all users but the sender.
    ///
    /// @return how many took it; 0 if the strategy threw, though some may have got it
    int broadcast(EncodedMessage message, User sender) {
        return fenced("broadcast", 0, () -> strategy.broadcast(message, sender));
    }

    /// The users in the channel, as far as the strategy knows.
    List<User> users() {
        return fenced(
                "subscribers",
                List.of(),
                () ->
                        strategy.subscribers().stream()
                                .filter(Objects::nonNull) // a torn list has holes
                                .map(User.class::cast)
                                .toList());
    }

    private <T> T fenced(String call, T otherwise, Supplier<T> work) {
        boolean wasInterrupted = Thread.currentThread().isInterrupted();
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            long count = stats.strategyFailed();
            record(call, e);
            // All of the first ones, then fewer and fewer: nobody reads a log that floods.
            if (count < 10 || Long.bitCount(count) == 1) {
                LOG.warn(
                        "{} on {}: the strategy threw {} ({} so far)",
                        LogField.of("call", call),
                        LogField.printable("channel", channel),
                        LogField.of("exception", e.toString()),
                        LogField.of("count", count),
                        LogEvent.STRATEGY_ERROR);
            }
            return otherwise;
        } finally {
            if (!wasInterrupted) Thread.interrupted();
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
