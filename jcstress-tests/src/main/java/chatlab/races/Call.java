package chatlab.races;

import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One call that an actor made, and its result.
///
/// @param index of the member that joins, leaves or sends; -1 for a stranger
/// @param message the message of a broadcast, else 0
/// @param result of a join or leave: 1 for true; of a broadcast: how many accepted the message
/// @param listed what `subscribers` returned
/// @param thrown what the call threw; then `result` and `listed` mean nothing
record Call(
        Kind kind,
        int about,
        int message,
        int result,
        @Nullable List<Subscriber<Integer>> listed,
        @Nullable Throwable thrown) {
    enum Kind {
        JOIN,
        LEAVE,
        BROADCAST,
        LIST
    }

    boolean changesMembership() {
        return kind == Kind.JOIN || kind == Kind.LEAVE;
    }
}
