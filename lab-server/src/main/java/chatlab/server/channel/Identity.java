package chatlab.server.channel;

import chatlab.protocol.Source;

/// What a client calls itself, and where it connects from.
public record Identity(String nick, String user, String host, String realName) {

    /// `nick!user@host`, the source of this user's messages.
    public String source() {
        return new Source(nick, user, host).format();
    }
}
