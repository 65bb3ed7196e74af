/// How a lab is marked: the rubric, and the marks that people give by it.
///
/// Read [Rubric] and [Criterion] first. [RubricReader] refuses what its author cannot have meant,
/// and [Marks] what does not fit the rubric; both name the line. To add a kind of criterion, add a
/// record to [Criterion]: the compiler then names each switch that must know it.
@NullMarked
package chatlab.coursework.rubric;

import org.jspecify.annotations.NullMarked;
