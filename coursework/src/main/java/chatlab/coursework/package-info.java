/// Coursework: labs to hand out, and the way to the lab's other commands.
///
/// Reports are in [chatlab.coursework.report], grading in [chatlab.coursework.grade]. Nothing here
/// calls the other tools' code: they are met as child processes ([LabTools]) and through the files
/// that they leave.
@NullMarked
package chatlab.coursework;

import org.jspecify.annotations.NullMarked;
