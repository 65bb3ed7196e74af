/// The small situations that are stepped and searched: who is in, and which thread calls what.
///
/// [Scenario] lists them all; read it first. [ScenarioRun] makes one run of a scenario on a
/// strategy: it creates the threads, and a [Driver] runs them and tells the instants. Its
/// [RecordingSubscriber]s and its [RecordedHistory] note what happens, and
/// [chatlab.harness.arbiter] decides what that breaks. You may add a scenario without asking:
/// search, list and help find it by themselves. Do not rename one: witness files name it.
@NullMarked
package chatlab.harness.scenario;

import org.jspecify.annotations.NullMarked;
