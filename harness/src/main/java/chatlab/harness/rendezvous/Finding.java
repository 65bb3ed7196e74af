package chatlab.harness.rendezvous;

import chatlab.evidence.race.RaceVerdict;
import chatlab.strategies.Guarantee;

/// The answer to one question about one strategy.
///
/// @param note what was seen, in plain words; after a hang, the stack of each stuck thread
public record Finding(Guarantee guarantee, RaceVerdict verdict, String note) {}
