package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;

/// What users say: PRIVMSG, NOTICE, and AWAY, which answers for those who are not there.
final class TalkCommands {
    private TalkCommands() {}

    static void privmsg(Session session, Message message) {
        if (message.parameters().isEmpty()) {
            session.reply(Numeric.ERR_NORECIPIENT, "No recipient given (PRIVMSG)");
        } else if (message.optional(1).orElse("").isEmpty()) {
            session.reply(Numeric.ERR_NOTEXTTOSEND, "No text to send");
        } else {
            session.spoke();
            for (var target : message.parameter(0).split(",", -1)) {
                say(session, "PRIVMSG", target, message.parameter(1), true);
            }
        }
    }

    /// As PRIVMSG, but nothing is ever answered, so that two programs cannot answer each other.
    static void notice(Session session, Message message) {
        if (message.optional(1).orElse("").isEmpty()) return;
        for (var target : message.parameter(0).split(",", -1)) {
            say(session, "NOTICE", target, message.parameter(1), false);
        }
    }

    private static void say(
            Session session, String command, String target, String text, boolean answered) {
        if (target.startsWith("#")) {
            sayToChannel(session, command, target, text, answered);
        } else {
            sayToUser(session, command, target, text, answered);
        }
    }

    private static void sayToChannel(
            Session session, String command, String target, String text, boolean answered) {
        var channel = session.channel(target);
        if (channel.isPresent()) {
            var message = Message.from(session.source(), command, channel.get().name(), text);
            channel.get().say(message, session);
        } else if (!answered) {
            return;
        } else if (session.network().channel(target).isPresent()) {
            session.reply(Numeric.ERR_CANNOTSENDTOCHAN, target, "Cannot send to channel");
        } else {
            ChannelCommands.noSuchChannel(session, target);
        }
    }

    private static void sayToUser(
            Session session, String command, String target, String text, boolean answered) {
        var receiver = session.network().session(target);
        receiver.ifPresent(to -> {
            var message = Message.from(session.source(), command, to.nick(), text);
            to.deliver(new EncodedMessage(message));
        });
        if (!answered) return;
        if (receiver.isEmpty()) {
            session.reply(Numeric.ERR_NOSUCHNICK, target, "No such nick/channel");
        } else {
            receiver.get()
                    .away()
                    .ifPresent(why -> session.reply(Numeric.RPL_AWAY, receiver.get().nick(), why));
        }
    }

    static void away(Session session, Message message) {
        var text = message.optional(0).orElse("");
        if (text.isEmpty()) {
            session.setAway(null);
            session.reply(Numeric.RPL_UNAWAY, "You are no longer marked as being away");
        } else {
            session.setAway(text);
            session.reply(Numeric.RPL_NOWAWAY, "You have been marked as being away");
        }
    }
}
