package chatlab.server;

/// How long what clients set may be, in characters. Each is told in ISUPPORT; what is longer is cut
/// where not said otherwise.
final class Limits {
    static final int TOPIC = 300;
    static final int AWAY = 200;
    static final int KICK = 200;
    static final int USER = 18;
    static final int REAL_NAME = 128;

    /// A longer key is refused.
    static final int KEY = 32;

    /// Channels that a session is in at once.
    static final int CHANNELS = 100;

    /// Nicks that a session watches with MONITOR.
    static final int MONITOR = 100;

    /// Masks in a channel's list of bans.
    static final int BANS = 100;

    /// Changes with a parameter in one MODE; the others are ignored.
    static final int MODES = 10;

    /// Receivers of one PRIVMSG, NOTICE or TAGMSG.
    static final int TARGETS = 4;

    /// Bytes of the tags that a client sends, from the `@` to the space.
    static final int CLIENT_TAGS = 4096;

    private Limits() {}

    static String cut(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
