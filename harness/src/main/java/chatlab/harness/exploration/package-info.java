/// Explores a strategy with the engine: every interleaving of small programs, within bounds.
///
/// [chatlab.harness.exploration.ExplorationRun] is the one to read first: it starts a child JVM
/// whose program, `ExplorationMain`, makes a `ScenarioProgram` of each scenario and lets the engine
/// explore it. The arbiter judges each execution. The parent hears an `Explored` for each scenario.
@NullMarked
package chatlab.harness.exploration;

import org.jspecify.annotations.NullMarked;
