/// The situations that are stepped: what the threads do, and how the code is cut into steps.
///
/// [chatlab.step.scenario.Scenario] lists them all; read it first. A
/// [chatlab.step.scenario.RunSetup] is one scenario with a [chatlab.step.scenario.Depth] and a
/// [chatlab.step.scenario.Grain]. Every other package uses this one, and it uses none of them. You
/// may add a scenario without asking: search, list and help find it by itself. Do not rename one:
/// witness files name it.
@NullMarked
package chatlab.step.scenario;

import org.jspecify.annotations.NullMarked;
