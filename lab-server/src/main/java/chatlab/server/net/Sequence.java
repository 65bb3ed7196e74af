package chatlab.server.net;

import chatlab.server.net.Event.Deed;

import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Puts the deeds of one server in the order of their numbers. Confined to [Arrivals].
final class Sequence {
    private final BiConsumer<Long, Deed> apply;

    /// Numbers that will never arrive. Another thread adds to it.
    private final Set<Long> skipped;

    /// Deeds that came before an earlier one.
    private final TreeMap<Long, Deed> early = new TreeMap<>();

    /// The number of the last deed that was applied.
    private long applied;

    /// Whether `applied` is known. A server that is new here announces it in its state.
    private boolean begun;

    /// The number that was missing at the last question; -1 if none was.
    private long missing = -1;

    Sequence(Set<Long> skipped, BiConsumer<Long, Deed> apply) {
        this.skipped = skipped;
        this.apply = apply;
    }

    void arrived(long number, Deed deed) {
        if (begun && number <= applied) return; // it was in a state
        early.put(number, deed);
        proceed();
    }

    /// Goes on after a state.
    ///
    /// @return false if the state is older than what has been applied
    boolean takesState(long upTo) {
        return !begun || upTo >= applied;
    }

    void tookState(long upTo) {
        begun = true;
        applied = upTo;
        early.headMap(upTo, true).clear();
        proceed();
    }

    void proceed() {
        if (!begun) return;
        while (true) {
            var next = early.remove(applied + 1);
            if (next == null && !skipped.remove(applied + 1)) return;
            applied++;
            if (next != null) apply.accept(applied, next);
        }
    }

    /// Whether deeds up to this number are missing for longer than since the question before.
    boolean misses(long number) {
        boolean isBehind = !begun || applied < number;
        boolean again = isBehind && missing >= 0 && (!begun || applied < missing);
        missing = isBehind ? number : -1;
        return again;
    }
}
