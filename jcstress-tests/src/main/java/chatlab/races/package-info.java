/// `lab race`: tests on real processors which guarantees a strategy keeps, with a verdict for each.
///
/// Read [TwoJoins] first, a race test: two callers, one question. Each race test builds a [Scene]
/// with two [Caller]s, and the [Arbiter] turns the results of their calls into an outcome of
/// [Outcomes]. Then read [RaceRun]: it runs all tests on one strategy, and [Verdicts] turns the
/// counts into verdicts. [RaceCommand] is the command.
///
/// Classes whose names end with `Main` run in child JVMs. The class that starts one and reads its
/// answers has the same name with `Run`: [StressMain] and [StressRun], for example.
///
/// You may add a race test: a class with [Asks] is found by itself. Do not rename a test or a
/// constant of [Outcomes]: `race.json` contains these names.
@NullMarked
package chatlab.races;

import org.jspecify.annotations.NullMarked;
