package chatlab.evidence.race;

import java.util.List;

/// How far a race is: one line of `lab race --json-lines`.
///
/// @param strategy its name
/// @param doing what runs now, in words
/// @param secondsLeft an estimate for the whole command
/// @param results the rows as if the run ended now, without their outcomes; empty at first
public record RaceProgress(
        String schema, String strategy, String doing, long secondsLeft, List<RaceRow> results) {
    /// The schema's name and version.
    public static final String SCHEMA = "chatlab/race-progress/1";

    public RaceProgress {
        results = List.copyOf(results);
    }

    /// A line of the present schema.
    public static RaceProgress of(
            String strategy, String doing, long secondsLeft, List<RaceRow> results) {
        return new RaceProgress(SCHEMA, strategy, doing, secondsLeft, results);
    }
}
