package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.server.session.Session;

import java.util.regex.Pattern;

/// What a client gets that is not registered and does not speak IRC: a person with `nc`, or a
/// browser.
final class Newcomer {
    /// How a request of HTTP begins.
    private static final Pattern HTTP =
            Pattern.compile("(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE) .*");

    private static final String[] HINT = {
        "This is an IRC server. To get in, type these two lines, with a name of your own:",
        "NICK ann",
        "USER ann 0 * :ann",
        "Then JOIN #lab, and PRIVMSG #lab :hello. Or use: lab client"
    };

    private Newcomer() {}

    /// Whether the line is the first of an HTTP request. A web page can make a browser send one to
    /// any port, with lines of IRC after it.
    static boolean isHttp(Session session, String line) {
        return !session.user().isRegistered() && HTTP.matcher(line).matches();
    }

    /// Says once what to type.
    static void hint(Session session) {
        if (session.user().isRegistered() || !session.registration().noteHint()) return;
        for (var line : HINT) {
            session.send(
                    Message.from(
                            session.network().server(), "NOTICE", session.user().nick(), line));
        }
    }
}
