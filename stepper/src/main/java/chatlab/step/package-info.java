/// The command `lab step`: you are the scheduler of a small scenario, and step its threads through
/// a strategy's real code.
///
/// [chatlab.step.StepCommand] reads the options and calls the packages below it. Arrows point down:
///
/// ```
/// step              the command
/// screen   search   what people see; the search for a schedule
/// witness           schedules kept as files
/// execution         the child JVM and its debugger
/// trace             the state after each step
/// outcome           which guarantees a run broke
/// scenario schedule what the threads do; the scheduler's choices
/// ```
@NullMarked
package chatlab.step;

import org.jspecify.annotations.NullMarked;
