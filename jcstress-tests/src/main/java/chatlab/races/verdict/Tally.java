package chatlab.races.verdict;

import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceVerdict;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/// The results of one race test, from all JVMs in which it ran. Confined to one thread.
public final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();
    private @Nullable Failure failure;

    /// Why a test ended early.
    ///
    /// @param cause a cause of `BROKEN` if the strategy ended it, else of `NOT_RUN`
    /// @param note the reason for people
    record Failure(RaceCause cause, String note) {
        boolean isTheStrategys() {
            return cause.verdict() == RaceVerdict.BROKEN;
        }
    }

    public void add(String outcome, long count) {
        counts.merge(outcome, count, Long::sum);
    }

    /// Notes that the test ended early. A call that did not return, or ended the JVM, replaces
    /// another reason; otherwise the first reason stays.
    public void failed(RaceCause cause, String note) {
        var latest = new Failure(cause, note);
        if (failure == null || (latest.isTheStrategys() && !failure.isTheStrategys())) {
            failure = latest;
        }
    }

    /// How often each outcome was seen, by jcstress's id for it.
    public Map<String, Long> counts() {
        return counts;
    }

    public long samples() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Why the test ended early; null if it did not.
    @Nullable Failure failure() {
        return failure;
    }

    /// The failure if the strategy is its cause: a call did not return, or ended the JVM.
    public @Nullable Failure hang() {
        return failure != null && failure.isTheStrategys() ? failure : null;
    }
}
