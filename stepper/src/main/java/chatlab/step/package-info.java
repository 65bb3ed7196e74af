/// The command `lab step`: you are the scheduler of a small scenario, and step its threads through
/// a strategy's real code.
///
/// [chatlab.step.StepCommand] chooses what to do: [chatlab.step.PlayRun] plays a schedule,
/// [chatlab.step.WitnessSearch] looks for one, and [chatlab.step.CatalogueRun] does either for all
/// strategies. The engine runs the schedules, in a child JVM. Arrows point down:
///
/// ```
/// step              the command
/// screen   search   what people see in a terminal; the search for a schedule
/// page              the same for a browser
/// witness           schedules kept as files
/// run               steps, forward and back
/// ```
@NullMarked
package chatlab.step;

import org.jspecify.annotations.NullMarked;
