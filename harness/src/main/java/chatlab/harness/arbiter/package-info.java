/// Decides what a run broke: the one arbiter of race tests and of stepping, and its words.
///
/// Whoever runs threads hands over a [History] of [Call]s and deliveries; [Arbiter] answers with
/// [Violation]s, each of one [Anomaly]. Read [Anomaly] first: it is the list of all that can go
/// wrong. A history tells only the order that it knows, so a new way to run threads needs a new
/// `History` and no new rule. Do not rename an anomaly: `race.json` contains the names.
@NullMarked
package chatlab.harness.arbiter;

import org.jspecify.annotations.NullMarked;
