/// The walk of a submission: unpack, compile, race, check, score.
///
/// Read [Grader] first: it takes one submission through all steps, such as [Compiled] and
/// [Checked]. [GradeRun] does that for a folder of submissions and resumes after a stop; a
/// [GradeFolder] keeps what the steps left. [Rerun] and [EvidenceDoubts] do not believe a report's
/// evidence; [MarkBinding] binds a person's mark to what was read for it. Called by
/// [chatlab.coursework.command]; calls the packages of the steps.
///
/// A grade depends on nothing but the submission, the rubric, the marks and the versions of the
/// tools. Keep it so: the same input must give the same bytes.
@NullMarked
package chatlab.coursework.grade;

import org.jspecify.annotations.NullMarked;
