package chatlab.step;

/// How a receiver behaves in `deliver`, after it has noted what came.
enum Manner {
    /// Takes the message.
    CALM,
    /// Leaves the channel, from inside `deliver`.
    LEAVES,
    /// Throws.
    THROWS,
    /// Is stuck until bob has ended.
    WAITS_FOR_BOB,
    /// Is stuck until two messages are inside `deliver` at once.
    WAITS_FOR_ANOTHER
}
