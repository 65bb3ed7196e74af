package chatlab.harness.scenario;

/// One call that a thread of a scenario makes on the strategy.
public sealed interface Operation {

    /// The strategy's method.
    default String method() {
        return switch (this) {
            case Join _ -> "join";
            case Leave _ -> "leave";
            case Broadcast _ -> "broadcast";
            case Subscribers _ -> "subscribers";
        };
    }

    /// `join(who)`.
    record Join(String who) implements Operation {
        @Override
        public String toString() {
            return "join(" + who + ")";
        }
    }

    /// `leave(who)`.
    record Leave(String who) implements Operation {
        @Override
        public String toString() {
            return "leave(" + who + ")";
        }
    }

    /// `subscribers()`.
    record Subscribers() implements Operation {
        @Override
        public String toString() {
            return "subscribers()";
        }
    }

    /// `broadcast(message)`; the sender is named after the thread that calls.
    record Broadcast(String message) implements Operation {
        @Override
        public String toString() {
            return "broadcast(" + message + ")";
        }
    }
}
