/// `lab client`: the terminal client.
///
/// Read [chatlab.client.chat.ChatClient] first: it says why a chat needs two threads and where they
/// meet. [chatlab.client.chat.ClientCommand] reads the options and starts it.
/// [chatlab.client.chat.ChatListener] reads the server through a [chatlab.client.chat.ServerLink]
/// and shows each message as [chatlab.client.chat.Phrases] words it;
/// [chatlab.client.chat.ChatTypist] reads the [chatlab.client.chat.ChatConsole] and sends what
/// [chatlab.client.chat.Typed] understood. [chatlab.client.chat.Presence] holds our nick, our
/// channels and their members. [chatlab.client.chat.Refusal] is why a server did not let us in.
///
/// To add a command to the chat: a constant in [chatlab.client.chat.Verb], and a case in `Typed`.
/// Most commands become a message there; one that does more needs a record and a case in
/// `ChatTypist`. The compiler finds the places. `docs/client.md` lists the commands.
@NullMarked
package chatlab.client.chat;

import org.jspecify.annotations.NullMarked;
