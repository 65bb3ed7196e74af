/// `lab race`: tests on real processors which guarantees a strategy keeps, with a verdict for each.
///
/// [RaceCommand] reads the options, lets a [chatlab.races.run.RaceRun] test each strategy, and
/// prints the result. [RaceEvidence] writes the directory of `--out`. Nothing calls this package
/// but `lab` itself. Arrows point down:
///
/// ```
/// command    the command and its files
/// run        the child JVMs that test a strategy
/// verdict    counts become verdicts; texts and pages
/// question   the race tests
/// ```
@NullMarked
package chatlab.races.command;

import org.jspecify.annotations.NullMarked;
