package chatlab.races;

import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One call that an actor made, and what came of it.
///
/// @param about whom, by index in the cast; the sender of a broadcast, or -1 for a stranger
/// @param message of a broadcast, else 0
/// @param result of a join or leave, 1 for true; of a broadcast, how many took it
/// @param listed what `subscribers` returned
/// @param thrown what the call threw; then there is no result
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
