package chatlab.races.verdict;

import chatlab.evidence.race.RaceVerdict;

import org.jspecify.annotations.Nullable;

/// What the model checker found.
///
/// @param interleaving a table of the threads' steps; null if nothing is broken
/// @param note what it explored, or why there is no verdict
public record ModelResult(RaceVerdict verdict, @Nullable String interleaving, String note) {}
