package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.channel.Audience;
import chatlab.server.channel.ChannelModes;
import chatlab.server.delivery.Capability;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.limits.Limits;
import chatlab.server.session.Effects;
import chatlab.server.session.Session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The messages of users: PRIVMSG, NOTICE, TAGMSG; and AWAY, which answers them.
final class TalkCommands {
    private TalkCommands() {}

    static void privmsg(Session session, Message message) {
        if (message.parameters().isEmpty()) {
            session.reply(Numeric.ERR_NORECIPIENT, "No recipient given (PRIVMSG)");
        } else if (message.optional(1).orElse("").isEmpty()) {
            session.reply(Numeric.ERR_NOTEXTTOSEND, "No text to send");
        } else {
            session.user().spoke();
            say(session, message, true);
        }
    }

    /// Like PRIVMSG, but the server never answers it, so that two programs cannot answer each other
    /// forever.
    static void notice(Session session, Message message) {
        if (!message.optional(1).orElse("").isEmpty()) say(session, message, false);
    }

    /// Tags without a text, for clients with message-tags.
    static void tagmsg(Session session, Message message) {
        if (session.user().has(Capability.MESSAGE_TAGS)) {
            say(session, message, true);
        } else {
            Commands.unknown(session, message);
        }
    }

    private static void say(Session session, Message said, boolean answered) {
        int count = 0;
        for (var target : targets(said.parameter(0))) {
            if (++count > Limits.TARGETS) {
                if (answered) session.reply(Numeric.ERR_TOOMANYTARGETS, target, "Too many targets");
                return;
            }
            var audience = Audience.of(target);
            if (audience.isPresent()) {
                sayToChannel(session, said, audience.get(), answered);
            } else {
                sayToUser(session, said, target, answered);
            }
        }
    }

    /// The names in a list with commas, each once however often it is there.
    private static Collection<String> targets(String list) {
        if (list.indexOf(',') < 0) return List.of(list);
        var targets = new LinkedHashMap<String, String>();
        for (var name : list.split(",", -1)) targets.putIfAbsent(Names.CASE.fold(name), name);
        return targets.values();
    }

    private static void sayToChannel(
            Session session, Message said, Audience audience, boolean answered) {
        var target = audience.channel();
        var joined = session.user().channels().named(target);
        var channel = joined.isPresent() ? joined : session.network().channel(target);
        if (channel.isEmpty()) {
            if (answered) ChannelCommands.noSuchChannel(session, target);
            return;
        }
        var rules = channel.get().rules();
        boolean heard = joined.isPresent() || !rules.modes().has(ChannelModes.Flag.NO_OUTSIDERS);
        if (!heard || !rules.maySpeak(session.user())) {
            if (answered) {
                session.reply(
                        Numeric.ERR_CANNOTSENDTOCHAN,
                        channel.get().name(),
                        "Cannot send to channel");
            }
            return;
        }
        var name = audience.sign() + channel.get().name();
        session.network().acts().say(session, channel.get(), relayed(session, said, name));
    }

    private static void sayToUser(Session session, Message said, String target, boolean answered) {
        var receiver = session.network().user(target);
        if (receiver.isEmpty()) {
            if (answered) session.reply(Numeric.ERR_NOSUCHNICK, target, "No such nick/channel");
            return;
        }
        session.network()
                .acts()
                .say(session, receiver.get(), relayed(session, said, receiver.get().nick()));
        if (said.command().equals("PRIVMSG")) {
            receiver.get()
                    .away()
                    .ifPresent(why -> session.reply(Numeric.RPL_AWAY, receiver.get().nick(), why));
        }
    }

    /// The message as its receivers get it.
    private static EncodedMessage relayed(Session session, Message said, String target) {
        var parameters =
                said.command().equals("TAGMSG")
                        ? List.of(target)
                        : List.of(target, said.parameter(1));
        var message =
                new Message(
                        tags(session, said), session.user().source(), said.command(), parameters);
        return said.command().equals("TAGMSG")
                ? EncodedMessage.onlyWith(Capability.MESSAGE_TAGS, message)
                : new EncodedMessage(message);
    }

    /// The tags of the user, and those that clients send to one another. The latter begin with `+`.
    private static Map<String, String> tags(Session session, Message said) {
        var ofUser = session.user().tags();
        if (said.tags().isEmpty() || !session.user().has(Capability.MESSAGE_TAGS)) return ofUser;
        var tags = new LinkedHashMap<>(said.tags());
        tags.keySet().removeIf(name -> !name.startsWith("+"));
        tags.putAll(ofUser);
        return tags;
    }

    static void away(Session session, Message message) {
        var text = Limits.cut(message.optional(0).orElse(""), Limits.AWAY);
        session.user().setAway(text.isEmpty() ? null : text);
        if (text.isEmpty()) {
            session.reply(Numeric.RPL_UNAWAY, "You are no longer marked as being away");
        } else {
            session.reply(Numeric.RPL_NOWAWAY, "You have been marked as being away");
        }
        session.network().acts().changed(session.user(), Effects.away(session.user(), text));
    }
}
