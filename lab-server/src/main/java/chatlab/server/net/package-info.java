/// Several servers as one net: what users do is sent to all servers, and each does it when it
/// arrives. See docs/cluster.md.
///
/// - **Read first:** [Event], then [Net].
/// - **In:** [Net] is what commands call; [Outgoing] numbers, sends and waits; [Arrivals] is what
///   the relay calls. [Deeds] applies what each [Origin] does, in its order: [Users] and [Channels]
///   settle what servers can disagree on, nicks ([Claims]) and settings of channels ([Settings]),
///   both by [Stamp]. [States] finds and repairs what is missing.
/// - **Callers:** the command creates a [Net]; it replaces `Here` as the `Acts` of `session`. This
///   package calls `session` and the module `relay`.
/// - **Threads:** [Arrivals] is confined to the calls of the relay's listener, which never overlap.
///   [Net] and [Outgoing] are used by the threads that read clients, too.
@NullMarked
package chatlab.server.net;

import org.jspecify.annotations.NullMarked;
