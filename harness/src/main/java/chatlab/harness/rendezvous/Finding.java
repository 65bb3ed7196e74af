package chatlab.harness.rendezvous;

import chatlab.strategies.Guarantee;

/// The answer to one question about one strategy.
///
/// @param note what was seen, in plain words; after a hang, the stack of each stuck thread
public record Finding(Guarantee guarantee, Verdict verdict, String note) {}
