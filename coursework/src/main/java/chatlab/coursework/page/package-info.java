/// What people read about a report, a grade and a cohort: HTML, and feedback as Markdown.
///
/// [ReportPage] shows a checked report, with plots ([Plot]) of its evidence; [Feedback] is for a
/// student, [CohortPage] for staff. Called by the grader, the review server and `lab report
/// render`. All text of a submission is escaped on its way in: keep it so.
@NullMarked
package chatlab.coursework.page;

import org.jspecify.annotations.NullMarked;
