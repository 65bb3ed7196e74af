package chatlab.protocol;

import org.jspecify.annotations.Nullable;

/// Who sent a message: `nick!user@host` for a user, a lone name for a server.
///
/// @param nick the user's nick or the server's name; holds neither `!` nor `@`
/// @param user the user's name on their own machine, as far as known; holds no `@`
/// @param host where they are connected from, as far as known
public record Source(String nick, @Nullable String user, @Nullable String host) {

    /// @throws IllegalArgumentException if the parts would run into one another when written
    public Source {
        if (nick.indexOf('!') >= 0 || nick.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a nick holds no '!' or '@': '" + nick + "'");
        }
        if (user != null && user.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a user name holds no '@': '" + user + "'");
        }
    }

    /// Reads a source as it stands in a message. Every string is one: what has no `!` or `@` is all
    /// nick.
    public static Source parse(String source) {
        int at = source.indexOf('@');
        String name = at < 0 ? source : source.substring(0, at);
        @Nullable String host = at < 0 ? null : source.substring(at + 1);
        int bang = name.indexOf('!');
        return bang < 0
                ? new Source(name, null, host)
                : new Source(name.substring(0, bang), name.substring(bang + 1), host);
    }

    /// This source as it stands in a message, the unknown parts left out.
    public String format() {
        return nick + (user == null ? "" : "!" + user) + (host == null ? "" : "@" + host);
    }
}
