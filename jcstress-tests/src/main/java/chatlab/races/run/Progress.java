package chatlab.races.run;

import chatlab.evidence.race.RaceRow;

import java.util.List;
import java.util.function.Supplier;

/// Hears how far a run is. The calls may come from several threads, one call at a time.
@FunctionalInterface
public interface Progress {
    /// Ignores it.
    Progress NONE = _ -> {};

    /// Hears the name of what begins now.
    void at(String what);

    /// Hears that more is known than before.
    ///
    /// @param soFar the rows as if the run ended now; only for the duration of this call
    default void learned(Supplier<List<RaceRow>> soFar) {}
}
