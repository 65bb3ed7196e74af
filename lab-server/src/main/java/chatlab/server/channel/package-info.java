/// Channels, and the users in them.
///
/// - **Read first:** [Channel], then [Members].
/// - **In:** a [Channel] has [Members], which are a broadcast strategy, and [Rules]: modes, bans
///   and operators. A [User] is one client as the others see it, and a subscriber of channels; its
///   [Memberships] are the channels it is in. A channel's [History] is what was said lately.
/// - **Callers:** `session` keeps all users and channels; `command` asks and changes them. This
///   package calls the strategies and `delivery`.
/// - **Change freely:** modes, refusals, what users show. Not without thought: [Rules] keeps a
///   `KICK`, a `PART` and a `JOIN` at the same time consistent, and `OperatorsTest` tries them.
@NullMarked
package chatlab.server.channel;

import org.jspecify.annotations.NullMarked;
