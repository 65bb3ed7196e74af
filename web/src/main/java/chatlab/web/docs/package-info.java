/// The documents as pages that open from disk: `lab docs`.
///
/// [chatlab.web.docs.Handbook] makes all files of the site from a checkout. It reads each Markdown
/// document with [chatlab.web.docs.DocumentReader], which leaves its links to
/// [chatlab.web.docs.DocumentLinks], and puts it into the frame of
/// [chatlab.web.docs.HandbookFrame].
@NullMarked
package chatlab.web.docs;

import org.jspecify.annotations.NullMarked;
