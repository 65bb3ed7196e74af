package chatlab.server.channel;

import chatlab.protocol.Source;

import org.jspecify.annotations.Nullable;

/// What a client calls itself, and where it connects from.
///
/// @param account the name of the account that the client has logged in to, if it has
public record Identity(
        String nick, String user, String host, String realName, @Nullable String account) {

    /// `nick!user@host`, the source of this user's messages.
    public String source() {
        return new Source(nick, user, host).format();
    }
}
