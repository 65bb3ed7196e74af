package chatlab.protocol;

import org.jspecify.annotations.Nullable;

/// The sender of a message: `nick!user@host` for a user, or only a name for a server.
///
/// @param nick the user's nick or the server's name; holds neither `!` nor `@`
/// @param user the user's name on their own machine, if known; holds no `@`
/// @param host the host that they connect from, if known
public record Source(String nick, @Nullable String user, @Nullable String host) {

    /// @throws IllegalArgumentException if the written form would be ambiguous
    public Source {
        if (nick.indexOf('!') >= 0 || nick.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a nick holds no '!' or '@': '" + nick + "'");
        }
        if (user != null && user.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a user name holds no '@': '" + user + "'");
        }
    }

    /// Reads the written form. Every string is a source: without `!` and `@` it is a nick.
    public static Source parse(String source) {
        int at = source.indexOf('@');
        String name = at < 0 ? source : source.substring(0, at);
        @Nullable String host = at < 0 ? null : source.substring(at + 1);
        int bang = name.indexOf('!');
        return bang < 0
                ? new Source(name, null, host)
                : new Source(name.substring(0, bang), name.substring(bang + 1), host);
    }

    /// The written form, without the unknown parts.
    public String format() {
        return nick + (user == null ? "" : "!" + user) + (host == null ? "" : "@" + host);
    }
}
