/// The command `lab step`: you are the scheduler of a small scenario, and step its threads through
/// a strategy's real code.
///
/// [chatlab.step.StepCommand] chooses what to do: [chatlab.step.PlayRun] plays a schedule,
/// [chatlab.step.WitnessSearch] looks for one, and [chatlab.step.CatalogueRun] does either for all
/// strategies. Arrows point down:
///
/// ```
/// step              the command
/// screen   search   what people see; the search for a schedule
/// witness           schedules kept as files
/// execution         the child JVM and its debugger
/// trace             the state after each step
/// outcome           which guarantees a run broke
/// setup schedule    a scenario and its steps; the scheduler's choices
/// ```
@NullMarked
package chatlab.step;

import org.jspecify.annotations.NullMarked;
