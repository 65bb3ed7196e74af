/// The one way to write an HTML page: one frame, one style sheet, verdicts as badges.
///
/// Read [Page] first. A command makes a [Page], adds [Table]s and whatever else j2html can build,
/// and writes [Page#html] to a file. A [Table] has rows of [Cell]s; a [Badge] is a verdict that can
/// also be read without color.
///
/// All text is escaped. You may add rules to `page.css`; look at the pages at 400 and 1300 pixels,
/// in light and dark, and printed.
@NullMarked
package chatlab.evidence.page;

import org.jspecify.annotations.NullMarked;
