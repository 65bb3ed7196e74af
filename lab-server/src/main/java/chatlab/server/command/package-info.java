/// The commands that a client can send: one class for each family.
///
/// - **Read first:** [Commands], the table; then [TalkCommands], the shortest way to a broadcast.
/// - **In:** [RegistrationCommands] and [CapCommands] are for the client's own connection,
///   [MembershipCommands], [ChannelCommands] and [ChannelModeCommand] for channels,
///   [QueryCommands], [MonitorCommand] and [ServerQueries] for questions, [OperatorCommands] for
///   operators of the server. [SaslCommand] logs in, and [HistoryCommand] shows what was said.
///   [Welcome] greets a client.
/// - **Callers:** `transport` passes each line of a client to [Commands#handle], on the thread that
///   reads this client. The commands call `session` and `channel`.
/// - **Change freely:** a command here does not affect the others. To add one, write a handler and
///   one line in the table. Real clients rely on the texts of numerics.
@NullMarked
package chatlab.server.command;

import org.jspecify.annotations.NullMarked;
