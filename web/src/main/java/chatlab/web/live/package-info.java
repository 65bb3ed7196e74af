/// The page `/live`: one or two servers under the same load, watched.
///
/// - **Read first:** [LivePage], then [LiveHub] (what viewers control and see) and [LiveRun] (a
///   server and its swarm, each a child process).
/// - **In:** [LiveSettings] comes from the control bar; [LiveFrame] is what viewers get, up to 20
///   times a second: the schema `chatlab/live/1`.
/// - **Out:** `lab server --json --stats` counts, `lab swarm --follow` loads and audits. So loss is
///   judged by the audit of the swarm, against what its senders sent. Nothing is counted here.
/// - **Change freely:** the looks in `static`. A new field of a frame belongs into docs/web.md.
@NullMarked
package chatlab.web.live;

import org.jspecify.annotations.NullMarked;
