/// The clients of one server: their sessions, and the places where users and channels are found.
///
/// - **Read first:** [Session], then [Network].
/// - **In:** a [Session] is one client's conversation; its [Registration] says what is still
///   missing before the welcome; its [KeepAlive] is what the [Heartbeat] thread checks. The
///   [Network] finds users by nick and channels by name; [Census], [Whowas] and [Watchers] answer
///   LUSERS, WHOWAS and MONITOR. [Login] is how far a client has got with SASL. The answers to a
///   command with a label go through a [LabeledResponse].
/// - **Callers:** `command` handles a session's lines; `transport` creates a session for each
///   connection and ends it. This package calls `channel` and `delivery`.
/// - **Change freely:** what is counted or remembered. A new field of [Session] must belong to the
///   thread that reads the client; what others see belongs to `User`.
@NullMarked
package chatlab.server.session;

import org.jspecify.annotations.NullMarked;
