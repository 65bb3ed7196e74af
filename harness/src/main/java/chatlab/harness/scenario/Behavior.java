package chatlab.harness.scenario;

/// How a receiver behaves in `deliver`, after it has recorded the message.
public enum Behavior {
    /// Takes the message.
    TAKES,
    /// Leaves the channel, from inside `deliver`.
    LEAVES,
    /// Throws.
    THROWS,
    /// Is stuck until bob has ended.
    WAITS_FOR_BOB,
    /// Is stuck until two messages are inside `deliver` at once.
    WAITS_FOR_ANOTHER
}
