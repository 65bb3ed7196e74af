/// A run that is stepped: its steps, and the state after each.
///
/// Read [chatlab.step.run.SteppedRun] first. A [chatlab.step.run.Moment] is the state after a step,
/// and [chatlab.step.run.OutcomeText] says how it ended.
@NullMarked
package chatlab.step.run;

import org.jspecify.annotations.NullMarked;
