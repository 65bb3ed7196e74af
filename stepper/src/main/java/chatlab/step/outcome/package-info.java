/// The result of a run: which promises it broke, and the sentence for people.
///
/// [chatlab.harness.arbiter.Arbiter] decides what a run broke; an [chatlab.step.outcome.Outcome]
/// carries its findings from the child JVM to the stepper. Read `Outcome` first. A
/// [chatlab.step.outcome.RunResult] adds the schedule. Witness files quote the sentences.
@NullMarked
package chatlab.step.outcome;

import org.jspecify.annotations.NullMarked;
