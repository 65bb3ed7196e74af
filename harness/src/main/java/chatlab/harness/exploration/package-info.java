/// Explores a strategy with the engine: every interleaving of small programs, within bounds.
///
/// [chatlab.harness.exploration.ExplorationRun] is the one to read first: it starts a child JVM
/// whose program, `ExplorationMain`, makes a `ScenarioProgram` of each scenario and lets the engine
/// explore it. The arbiter judges each execution. The parent hears an `Explored` for each scenario,
/// with the data races that `ObservedRaces` collects, and what `VolatileTrials` has found to help.
///
/// [chatlab.harness.exploration.NecessityRun] does the same with one part of the strategy struck
/// out at a time. Both programs read an `ExplorationTask`, and begin with the `EngineCanary`.
@NullMarked
package chatlab.harness.exploration;

import org.jspecify.annotations.NullMarked;
