package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.server.channel.Channel;
import chatlab.server.channel.ChannelModes;
import chatlab.server.channel.User;
import chatlab.server.delivery.Capability;
import chatlab.server.limits.Limits;
import chatlab.server.session.Session;

import java.util.function.Predicate;

/// Questions about channels, and their topics: TOPIC, NAMES, LIST.
final class ChannelCommands {
    private ChannelCommands() {}

    static void topic(Session session, Message message) {
        var name = message.parameter(0);
        var joined = session.user().channels().named(name);
        if (joined.isEmpty()) {
            notThere(session, name);
        } else if (message.parameters().size() == 1) {
            replyTopic(session, joined.get());
        } else if (joined.get().rules().modes().has(ChannelModes.Flag.PROTECTED_TOPIC)
                && !joined.get().rules().isOperator(session.user())) {
            notOperator(session, joined.get());
        } else {
            var text = Limits.cut(message.parameter(1), Limits.TOPIC);
            session.network().acts().setTopic(session, joined.get(), text);
        }
    }

    private static void replyTopic(Session session, Channel channel) {
        var topic = channel.topic();
        if (topic == null) {
            session.reply(Numeric.RPL_NOTOPIC, channel.name(), "No topic is set");
            return;
        }
        session.reply(Numeric.RPL_TOPIC, channel.name(), topic.text());
        session.reply(
                Numeric.RPL_TOPICWHOTIME,
                channel.name(),
                topic.setBy(),
                Long.toString(topic.setAt().getEpochSecond()));
    }

    /// Tells a new member the topic and the names.
    static void greet(Session session, Channel channel) {
        if (channel.topic() != null) replyTopic(session, channel);
        replyNames(session, channel);
    }

    static void names(Session session, Message message) {
        if (message.parameters().isEmpty()) {
            session.reply(Numeric.RPL_ENDOFNAMES, "*", "End of /NAMES list");
            return;
        }
        for (var name : message.parameter(0).split(",", -1)) {
            var channel =
                    session.network()
                            .channel(name)
                            .filter(found -> found.isVisibleTo(session.user()));
            if (channel.isPresent()) {
                replyNames(session, channel.get());
            } else {
                session.reply(Numeric.RPL_ENDOFNAMES, name, "End of /NAMES list");
            }
        }
    }

    private static void replyNames(Session session, Channel channel) {
        var kind = channel.rules().modes().has(ChannelModes.Flag.SECRET) ? "@" : "=";
        var names =
                channel.users().stream()
                        .filter(member -> QueryCommands.isVisible(member, session.user()))
                        .map(member -> name(session, channel, member))
                        .toList();
        session.replyWords(Numeric.RPL_NAMREPLY, names, kind, channel.name());
        session.reply(Numeric.RPL_ENDOFNAMES, channel.name(), "End of /NAMES list");
    }

    private static String name(Session session, Channel channel, User member) {
        var prefix =
                channel.rules()
                        .standing(member)
                        .prefix(session.user().has(Capability.MULTI_PREFIX));
        return prefix
                + (session.user().has(Capability.USERHOST_IN_NAMES)
                        ? member.source()
                        : member.nick());
    }

    static void list(Session session, Message message) {
        Predicate<Channel> filter = ListFilter.of(message.optional(0).orElse(""));
        session.reply(Numeric.RPL_LISTSTART, "Channel", "Users  Name");
        for (var channel : session.network().channels()) {
            if (!channel.isVisibleTo(session.user()) || !filter.test(channel)) continue;
            var topic = channel.topic();
            session.reply(
                    Numeric.RPL_LIST,
                    channel.name(),
                    Integer.toString(channel.rules().occupants()),
                    topic == null ? "" : topic.text());
        }
        session.reply(Numeric.RPL_LISTEND, "End of /LIST");
    }

    static void noSuchChannel(Session session, String name) {
        session.reply(Numeric.ERR_NOSUCHCHANNEL, name, "No such channel");
    }

    /// Answers that the session is not in the channel, or that the channel does not exist.
    static void notThere(Session session, String name) {
        var channel = session.network().channel(name);
        if (channel.isEmpty()) {
            noSuchChannel(session, name);
        } else {
            session.reply(
                    Numeric.ERR_NOTONCHANNEL, channel.get().name(), "You're not on that channel");
        }
    }

    static void notOperator(Session session, Channel channel) {
        session.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name(), "You're not channel operator");
    }

    /// Answers that another user is not in the channel.
    static void notInChannel(Session session, String nick, Channel channel) {
        session.reply(
                Numeric.ERR_USERNOTINCHANNEL, nick, channel.name(), "They aren't on that channel");
    }
}
