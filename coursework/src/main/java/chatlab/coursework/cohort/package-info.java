/// All submissions of one lab together: their grades, their owners, and what they share.
///
/// Read [Cohort] first. Filled by [chatlab.coursework.grade], read by pages and exporters. Nothing
/// here changes a grade.
@NullMarked
package chatlab.coursework.cohort;

import org.jspecify.annotations.NullMarked;
