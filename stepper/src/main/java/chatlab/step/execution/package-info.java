/// Runs a scenario in a child JVM, one step at a time, through the debugger interface (JDI).
///
/// In the child, [chatlab.step.execution.DebuggeeMain] makes a strategy and starts the threads of a
/// [chatlab.harness.scenario.ScenarioRun]. In this JVM, [chatlab.step.execution.Runner] holds a
/// [chatlab.step.execution.Debuggee], which makes one [chatlab.step.execution.SteppedRun] after
/// another. Read `Runner` first: it is what the other packages call. A run that leaves a lock or a
/// thread behind must never change the verdict on the next one.
@NullMarked
package chatlab.step.execution;

import org.jspecify.annotations.NullMarked;
