/// What happened in a run, and which guarantees that breaks.
///
/// [chatlab.step.outcome.CallHistory] records calls and deliveries, [chatlab.step.outcome.Judge]
/// compares it with the guarantees, and the result is an [chatlab.step.outcome.Outcome]. Read
/// `Judge` first. It runs in the child JVM, so keep it free of the debugger. The sentences are in
/// [chatlab.step.outcome.Seen]; witness files quote them.
@NullMarked
package chatlab.step.outcome;

import org.jspecify.annotations.NullMarked;
