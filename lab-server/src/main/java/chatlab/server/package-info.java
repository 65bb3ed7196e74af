/// The chat server, and the command that runs it.
///
/// - **Read first:** [ChatServer]. To follow a message, read [chatlab.server.command.TalkCommands],
///   [chatlab.server.channel.Channel], [chatlab.server.channel.User] and
///   [chatlab.server.delivery.QueuedOutbox], in this order.
/// - **In:** [ServerCommand] is `lab server`; [ServerRun] is one run of it.
///
/// A package calls only packages below it:
///
/// ```text
/// server       ChatServer and the command
/// relays       `lab relays`, and `lab order`, which tries a relay of one's own without a server
/// transport    the listener, and the threads that read clients
/// command      the commands that a client can send
/// session      one client's conversation; where users and channels are found
/// channel      channels, their rules, and the users in them
/// delivery     from a message to the bytes on a client's socket
/// config       everything that `lab server` can be told
/// account      the accounts that clients can log in to
/// limits       how much one server accepts
/// watch        counts, logs, metrics
/// ```
@NullMarked
package chatlab.server;

import org.jspecify.annotations.NullMarked;
