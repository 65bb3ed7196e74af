package chatlab.harness.arbiter;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One call of a strategy that has ended, and its result.
///
/// @param about the number of the subscriber that joins, leaves or sends; -1 if it is none of the
///   history's
/// @param message the number of a broadcast's message; 0 for other calls
/// @param result of a join or leave: 1 for true; of a broadcast: how many accepted the message
/// @param listed what `subscribers` returned
/// @param thrown what the call threw; then `result` and `listed` mean nothing
public record Call(
        Kind kind,
        int about,
        int message,
        int result,
        @Nullable List<? extends @Nullable Object> listed,
        @Nullable Throwable thrown) {
    public enum Kind {
        JOIN,
        LEAVE,
        BROADCAST,
        LIST
    }

    public static Call join(int about, boolean result) {
        return new Call(Kind.JOIN, about, 0, result ? 1 : 0, null, null);
    }

    public static Call leave(int about, boolean result) {
        return new Call(Kind.LEAVE, about, 0, result ? 1 : 0, null, null);
    }

    public static Call broadcast(int message, int sender, int result) {
        return new Call(Kind.BROADCAST, sender, message, result, null, null);
    }

    public static Call list(List<? extends @Nullable Object> listed) {
        return new Call(Kind.LIST, -1, 0, 0, listed, null);
    }

    /// A call that threw.
    public static Call threw(Kind kind, int about, int message, Throwable thrown) {
        return new Call(kind, about, message, 0, null, thrown);
    }
}
