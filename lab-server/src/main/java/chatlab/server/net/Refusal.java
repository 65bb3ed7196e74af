package chatlab.server.net;

import chatlab.protocol.Message;
import chatlab.relay.Refused;
import chatlab.server.net.Event.Said;

/// The sentence for a user whose act the relay has refused, as a standard reply of IRCv3.
final class Refusal {
    private static final int SHOWN = 80;

    private Refusal() {}

    static Message of(String server, String command, String context, String why) {
        return Message.from(server, "FAIL", command, "REFUSED", context, why);
    }

    /// Names the message by its target and its first word.
    static Message of(String server, Said said, Refused why) {
        return said(server, said.message(), sentence(why));
    }

    static Message said(String server, Message message, String why) {
        var text = message.optional(1).orElse("").strip();
        int space = text.indexOf(' ');
        var word = space < 0 ? text : text.substring(0, space);
        if (word.length() > SHOWN) word = word.substring(0, SHOWN);
        if (word.isEmpty() || word.startsWith(":")) word = "*";
        return Message.from(
                server, "FAIL", message.command(), "REFUSED", message.parameter(0), word, why);
    }

    static String sentence(Refused why) {
        return String.valueOf(why.getMessage());
    }
}
