/// The records of `race.json`: the file that `lab race` writes and that benchmarks, reports and
/// grades read.
///
/// Read [RaceReport] first: one strategy, its [CanaryResult] and a [RaceRow] for each guarantee.
/// `lab race` makes reports and writes them as a [RaceFile]. Every reader reads a [RaceFile] and
/// asks the records; no reader parses the file itself. [RaceFile] refuses a file whose figures do
/// not fit together with an [UnreadableRaceException].
///
/// Code asks [RaceVerdict] and [RaceCause] for facts, never a note: notes are for people.
///
/// You may add a nullable field, and a constant to [RaceCause]. Any other change of a field needs a
/// new schema name, because old files are still read.
@NullMarked
package chatlab.evidence.race;

import org.jspecify.annotations.NullMarked;
