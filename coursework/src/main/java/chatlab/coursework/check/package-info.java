/// Judges each claim of a report on its evidence.
///
/// Read [ReportCheck] first: it hands each claim to [RaceClaims], [WitnessClaims] or
/// [TimingClaims]. They read evidence through [EvidenceFolder] only, which trusts no file, and
/// answer with a [Ruling]. [ResultsCheck] then compares the prose with the figures of the rulings.
/// Called by the grader and by `lab report`; calls [chatlab.coursework.report].
///
/// You may change sentences and add a kind of claim. Ask before you change what makes a claim
/// SUPPORTED: grades depend on it.
@NullMarked
package chatlab.coursework.check;

import org.jspecify.annotations.NullMarked;
