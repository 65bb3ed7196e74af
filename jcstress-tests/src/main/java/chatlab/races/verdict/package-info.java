/// Turns counts into verdicts, and verdicts into text and pages. Nothing here starts a process.
///
/// Read [Verdicts] first: pure functions from a [Tally] of outcomes to a row of `race.json`. A
/// [Race] has all results of one strategy; [RaceText], [RaceMatrix] and [RacePage] print it. You
/// may change texts without asking.
@NullMarked
package chatlab.races.verdict;

import org.jspecify.annotations.NullMarked;
