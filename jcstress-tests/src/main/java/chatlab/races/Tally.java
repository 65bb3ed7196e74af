package chatlab.races;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/// The results of one race test, from all JVMs in which it ran. Confined to one thread.
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();
    private @Nullable String hang;
    private @Nullable String trouble;

    void add(String outcome, long count) {
        counts.merge(outcome, count, Long::sum);
    }

    /// Notes that a call did not return or ended the JVM: a finding about the strategy.
    void hung(String how) {
        if (hang == null) hang = how;
    }

    /// Notes why there is no result; the strategy may not be the reason.
    void failed(String why) {
        if (trouble == null) trouble = why;
    }

    /// How often each outcome was seen, by jcstress's id for it.
    Map<String, Long> counts() {
        return counts;
    }

    long samples() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Nullable String hang() {
        return hang;
    }

    @Nullable String trouble() {
        return trouble;
    }
}
