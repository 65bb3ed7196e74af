/// Grading: a rubric applied to submissions whose code is hostile until shown otherwise.
@NullMarked
package chatlab.coursework.grade;

import org.jspecify.annotations.NullMarked;
