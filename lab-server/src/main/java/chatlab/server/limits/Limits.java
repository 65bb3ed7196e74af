package chatlab.server.limits;

/// How long the texts may be that clients set, in characters. ISUPPORT announces each. The server
/// cuts a longer text, unless a constant says otherwise.
public final class Limits {
    public static final int TOPIC = 300;
    public static final int AWAY = 200;
    public static final int KICK = 200;
    public static final int USER = 18;
    public static final int REAL_NAME = 128;

    /// A longer key is refused.
    public static final int KEY = 32;

    /// The most channels that a session is in at once.
    public static final int CHANNELS = 100;

    /// The most nicks that a session watches with MONITOR.
    public static final int MONITOR = 100;

    /// The most bans of a channel.
    public static final int BANS = 100;

    /// The most changes with a parameter in one MODE; the server ignores the others.
    public static final int MODES = 10;

    /// The most targets of one PRIVMSG, NOTICE or TAGMSG.
    public static final int TARGETS = 4;

    /// The most bytes of tags that a client may send, from the `@` to the space.
    public static final int CLIENT_TAGS = 4096;

    /// The most bytes of a label.
    public static final int LABEL = 64;

    /// The most messages in the answer to one CHATHISTORY.
    public static final int CHATHISTORY = 200;

    private Limits() {}

    /// The first characters of a text; a character outside the BMP counts as 1.
    public static String cut(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
