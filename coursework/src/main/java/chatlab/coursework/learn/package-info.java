/// `lab learn`: the labs as small exercises, without a course.
///
/// [Ladder] makes the exercises from what the labs hold already: their rubrics say what is to be
/// seen, shown and kept, their handouts what it is about, their starters where to begin.
/// [LearnFolder] is where somebody learns, with the file of their progress. [Tutor] judges an
/// exercise by the lab's own commands.
@NullMarked
package chatlab.coursework.learn;

import org.jspecify.annotations.NullMarked;
