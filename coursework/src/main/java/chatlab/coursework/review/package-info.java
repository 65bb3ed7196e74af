/// The page on which markers decide what needs a person.
///
/// [Review] reads the grades and writes marks; [ReviewPage] shows them; [ReviewServer] serves the
/// pages to browsers of this machine. [Appeal] and [AppealPage] make the page of a disputed mark.
/// Called by [chatlab.coursework.command]. Nothing is kept in memory: each look is at the files.
@NullMarked
package chatlab.coursework.review;

import org.jspecify.annotations.NullMarked;
