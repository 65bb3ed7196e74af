package chatlab.strategies;

import java.util.Objects;

/// One attempt to deliver, the same in every strategy.
public final class Delivery {
    private Delivery() {}

    /// Delivers a message, and treats an exception as a refusal.
    ///
    /// This includes errors: a promise to isolate failures must hold for all of them. A subscriber
    /// that wants to report its failures does so itself, inside `deliver`.
    ///
    /// @return true if the subscriber took the message
    /// @throws NullPointerException if the subscriber is null: that is a failure of the strategy
    public static <M> boolean attempt(Subscriber<M> subscriber, M message) {
        Objects.requireNonNull(subscriber);
        try {
            return subscriber.deliver(message);
        } catch (Throwable _) {
            return false;
        }
    }
}
