/// A lab report taken apart: front matter, sections, claims. Nothing is judged here.
///
/// Read [Report] first; [ReportReader] makes one from `report.md` and says what is wrong with its
/// form. [CheckedReport] is a report with verdicts, as [chatlab.coursework.check] fills it in.
/// [Seal] is the seal on a prediction. A new key of the front matter goes into [FrontMatter], a new
/// kind of claim into [ClaimKind].
@NullMarked
package chatlab.coursework.report;

import org.jspecify.annotations.NullMarked;
