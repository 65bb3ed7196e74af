package chatlab.harness.scenario;

import chatlab.strategies.Guarantee;

import java.util.Optional;

/// How a receiver behaves in `deliver`, after it has recorded the message.
public enum Behavior {
    /// Takes the message.
    TAKES,
    /// Leaves the channel, from inside `deliver`.
    LEAVES,
    /// Lets another subscriber join, from inside `deliver`.
    JOINS,
    /// Broadcasts a message of its own, from inside `deliver`, unless it gets one of these.
    BROADCASTS,
    /// Throws.
    THROWS,
    /// Is stuck until bob has ended.
    WAITS_FOR_BOB,
    /// Is stuck until two messages are inside `deliver` at once.
    WAITS_FOR_ANOTHER;

    /// The guarantee that allows it; empty if every strategy must.
    Optional<Guarantee> guarantee() {
        return switch (this) {
            case TAKES -> Optional.empty();
            case LEAVES, JOINS, BROADCASTS -> Optional.of(Guarantee.REENTRANCY);
            case THROWS -> Optional.of(Guarantee.FAILURE_ISOLATION);
            case WAITS_FOR_BOB -> Optional.of(Guarantee.STALL_ISOLATION);
            case WAITS_FOR_ANOTHER -> Optional.of(Guarantee.CONCURRENT_BROADCAST);
        };
    }

    /// Whether it can make a call fail that is not its own.
    boolean disturbs() {
        return this == LEAVES || this == JOINS || this == BROADCASTS || this == THROWS;
    }
}
