/// What a run leaves behind, and what may be concluded from it.
///
/// A measuring command calls [Evidence#begin] before it measures, writes its results through the
/// [Evidence.Run] that it gets, and ends with `finish`. The directory then holds the results,
/// `environment.json` (on what they were measured, an [Environment]) and `manifest.json` (which
/// files belong to the run and what their hashes are, a [Manifest]). A reading that the machine
/// does not offer is `null`; nothing is guessed.
///
/// Benchmarks are [JmhResult]s. Whether they may be used at all is for [Admissibility] to say, and
/// whether one is faster than another for a [Claim], judged on [Terms] to a [Judgement]. These are
/// pure functions: the same files always give the same verdict.
@NullMarked
package chatlab.evidence;

import org.jspecify.annotations.NullMarked;
