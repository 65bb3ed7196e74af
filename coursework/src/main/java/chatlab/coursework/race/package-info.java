/// The grader's own race of a student's strategy.
///
/// [Racing] runs `lab race` in the sandbox, and again where a second run may say more; a
/// [RaceResult] is what it showed. Called by [chatlab.coursework.grade], read by
/// [chatlab.coursework.score].
@NullMarked
package chatlab.coursework.race;

import org.jspecify.annotations.NullMarked;
