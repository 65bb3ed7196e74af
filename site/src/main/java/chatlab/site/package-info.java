/// A web site on the loopback: pages, requests, WebSockets, and the guards in front of all of them.
///
/// - **Read first:** [Site], then [Routes] (what it serves) and [Guards] (who may call it).
/// - **In:** [Door] is the only class that a request enters by, and with [ViewerSocket] the only
///   one that knows Jetty. [PageFrame] draws what all pages have in common; `static/site.css`,
///   `static/frame.js` and `static/connection.js` are the browser's half of it.
/// - **Callers:** `web` and every server that also speaks WebSocket. This package knows nothing of
///   chat or strategies, and of `evidence` only the colors; its subpackage `irc` passes on lines of
///   IRC.
/// - **Change freely:** the looks. A change to a guard needs a forged request in `SiteTest`.
@NullMarked
package chatlab.site;

import org.jspecify.annotations.NullMarked;
