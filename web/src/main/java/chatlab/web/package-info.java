/// The lab in a browser: `lab web`.
///
/// - **Read first:** [WebCommand], which starts a [LabSite] with the pages of [WebPages].
/// - **Packages:** `page` says what a page is; each page has a package of its own, such as `live`.
///   A page's package uses `page` and no other page.
/// - **To add a page:** implement [chatlab.web.page.WebPage], put its scripts and styles into the
///   resource folder `static` beside it, and name it in [WebPages].
///
/// The guards, the frame and everything that knows Jetty are in the module `site`.
@NullMarked
package chatlab.web;

import org.jspecify.annotations.NullMarked;
