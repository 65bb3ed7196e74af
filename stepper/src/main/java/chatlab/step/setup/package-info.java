/// How a scenario is cut into steps.
///
/// A [chatlab.step.setup.RunSetup] is one scenario with a [chatlab.step.setup.Depth] and a
/// [chatlab.step.setup.Grain]. Read it first. Every other package of the stepper uses this one, and
/// it uses none of them.
@NullMarked
package chatlab.step.setup;

import org.jspecify.annotations.NullMarked;
