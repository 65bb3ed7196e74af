/// What a run leaves behind, and what may be concluded from it. docs/evidence.md describes the
/// files.
///
/// Read [Evidence] first. A measuring command calls [Evidence#begin] before it measures, writes its
/// results through the [Evidence.Run] that it gets, and ends with `finish`. The directory then
/// holds the results, `environment.json` (what they were measured on, an [Environment]) and
/// `manifest.json` (the files of the run and their hashes, a [Manifest]). A reading that the
/// machine does not give is `null`; nothing is guessed.
///
/// Benchmarks are [JmhResult]s. [Admissibility] decides whether they may be used at all. A [Claim]
/// that one is faster than another is judged on [Terms] and becomes a [Judgement] with a
/// [ClaimVerdict]. These are pure functions: the same files always give the same verdict.
///
/// The packages `race` (the records of `race.json`) and `page` (HTML) use this one; this one uses
/// neither.
@NullMarked
package chatlab.evidence;

import org.jspecify.annotations.NullMarked;
