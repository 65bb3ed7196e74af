/// Runs all tests of a strategy, each kind in child JVMs.
///
/// Read [RaceRun] first: it tests one strategy and asks [chatlab.races.verdict] for the verdicts.
/// Classes whose names end with `Main` run in a child JVM. The class that starts it and reads its
/// answers has the same name with `Run`: [StressMain] and [StressRun], for example. A [Plan] says
/// how long everything takes. You may change the numbers of a plan without asking; a verdict must
/// never depend on speed.
@NullMarked
package chatlab.races.run;

import org.jspecify.annotations.NullMarked;
