package chatlab.strategies;

import java.util.Objects;

/// One attempt to deliver, the same in every strategy.
public final class Delivery {
    private Delivery() {}

    /// Delivers a message, and counts an exception as a refusal.
    ///
    /// Errors count as well: a promise to isolate failures that lists exceptions to itself is none.
    /// A subscriber that wants its failures known reports them itself, inside `deliver`.
    ///
    /// @return true if the subscriber took the message
    /// @throws NullPointerException if there is no subscriber: that is the strategy's own failure
    public static <M> boolean attempt(Subscriber<M> subscriber, M message) {
        Objects.requireNonNull(subscriber);
        try {
            return subscriber.deliver(message);
        } catch (Throwable _) {
            return false;
        }
    }
}
