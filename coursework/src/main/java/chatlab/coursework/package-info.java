/// Coursework: labs to hand out, reports whose claims rest on evidence, and a grader.
///
/// The packages follow the walk of a submission, `lab grade`: [unpack][chatlab.coursework.unpack]
/// copies it out of its archive, [compile][chatlab.coursework.compile] compiles its strategy in the
/// [sandbox][chatlab.coursework.sandbox] and checks what the code uses,
/// [race][chatlab.coursework.race] races it, [check][chatlab.coursework.check] reads the
/// [report][chatlab.coursework.report] and judges each claim, [score][chatlab.coursework.score]
/// turns all of that into points by the [rubric][chatlab.coursework.rubric].
/// [grade][chatlab.coursework.grade] is that walk from top to bottom: read
/// [chatlab.coursework.grade.Grader] first.
///
/// After the walk: [cohort][chatlab.coursework.cohort] is all submissions together,
/// [page][chatlab.coursework.page] what people read, [export][chatlab.coursework.export] what other
/// systems read, [review][chatlab.coursework.review] where markers decide.
/// [command][chatlab.coursework.command] holds the commands, which call all others and which nobody
/// calls. At the bottom are [lab][chatlab.coursework.lab] and [files][chatlab.coursework.files].
///
/// This module calls no other tool's code: it starts the tools as child processes
/// ([chatlab.coursework.lab.LabTools]) and reads the files that they leave.
@NullMarked
package chatlab.coursework;

import org.jspecify.annotations.NullMarked;
