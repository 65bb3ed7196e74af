/// Turns the results of the steps into points.
///
/// Read [Scoring] first: a switch over the kinds of criteria, with one class for each kind that
/// takes more than a few lines. [Grade] is the outcome, `grade.json`. Pure functions: what may vary
/// from run to run has been decided before. Called by [chatlab.coursework.grade], and by
/// [chatlab.coursework.review] for marks.
@NullMarked
package chatlab.coursework.score;

import org.jspecify.annotations.NullMarked;
