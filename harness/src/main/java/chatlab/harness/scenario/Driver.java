package chatlab.harness.scenario;

/// Runs the threads of a scenario, and tells the order in which things happen.
public interface Driver {
    /// The present instant.
    Instant now();

    /// The calling thread is about to make a call. May hold it.
    void beforeCall(Operation operation);

    /// A message is about to arrive at a receiver. May hold the calling thread.
    void beforeDelivery(String receiver, String message);

    /// All threads of the scenario have ended. Waits until the strategy's own threads are idle.
    void settle();

    /// An instant in a run.
    interface Instant {
        /// Whether it is certainly earlier than another.
        boolean precedes(Instant other);
    }
}
