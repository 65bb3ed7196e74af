package chatlab.evidence.race;

/// How often one race test ended in one way.
///
/// @param id the test and its outcome, such as `TwoJoins.LOST`
/// @param meaning the outcome as a sentence
public record RaceOutcome(String id, long count, String meaning) {}
