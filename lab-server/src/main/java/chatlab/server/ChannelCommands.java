package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;

/// Coming to a channel, leaving it, and asking about it: JOIN, PART, TOPIC, NAMES, LIST.
final class ChannelCommands {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelCommands.class);

    /// Told as `TOPICLEN`; a longer topic is cut.
    static final int MAX_TOPIC = 300;

    private ChannelCommands() {}

    static void join(Session session, Message message) {
        if (message.parameter(0).equals("0")) {
            for (var channel : List.copyOf(session.channels())) leave(session, channel, "");
            return;
        }
        for (var name : message.parameter(0).split(",", -1)) {
            if (!Names.isChannel(name)) {
                noSuchChannel(session, name);
            } else if (session.channel(name).isEmpty()) {
                enter(session, name);
            }
        }
    }

    /// The joiner sees its own JOIN first, then perhaps messages, then the names. From the end of
    /// the names on it is surely in.
    private static void enter(Session session, String name) {
        if (session.channels().size() >= session.network().config().limits().channels()) {
            session.reply(Numeric.ERR_TOOMANYCHANNELS, name, "You have joined too many channels");
            return;
        }
        Channel channel;
        try {
            channel = session.network().enter(name);
        } catch (IllegalStateException e) {
            session.network().stats().strategyErrors.increment();
            session.reply(Numeric.ERR_UNKNOWNERROR, "JOIN", name, String.valueOf(e.getMessage()));
            return;
        }
        var join = Message.from(session.source(), "JOIN", channel.name());
        session.addChannel(channel);
        session.send(join);
        if (!channel.join(session)) {
            session.send(
                    Message.from(
                            Network.SERVER,
                            "KICK",
                            channel.name(),
                            session.nick(),
                            "The broadcast strategy failed to let you in"));
            session.removeChannel(channel);
            session.network().exit(channel);
            return;
        }
        LOG.info("{} has joined {}", session.nick(), Printable.of(channel.name()));
        channel.tell(join, session);
        if (channel.topic() != null) replyTopic(session, channel);
        replyNames(session, channel);
    }

    static void part(Session session, Message message) {
        for (var name : message.parameter(0).split(",", -1)) {
            var joined = session.channel(name);
            if (joined.isPresent()) {
                leave(session, joined.get(), message.optional(1).orElse(""));
            } else if (session.network().channel(name).isPresent()) {
                notOnChannel(session, name);
            } else {
                noSuchChannel(session, name);
            }
        }
    }

    private static void leave(Session session, Channel channel, String reason) {
        var part =
                reason.isEmpty()
                        ? Message.from(session.source(), "PART", channel.name())
                        : Message.from(session.source(), "PART", channel.name(), reason);
        LOG.info(
                "{} has left {}{}",
                session.nick(),
                Printable.of(channel.name()),
                reason.isEmpty() ? "" : " (" + Printable.of(reason) + ")");
        channel.leave(session);
        session.removeChannel(channel);
        channel.tell(part, session);
        session.send(part);
        session.network().exit(channel);
    }

    static void topic(Session session, Message message) {
        var name = message.parameter(0);
        var found = session.network().channel(name);
        if (found.isEmpty()) {
            noSuchChannel(session, name);
        } else if (!session.isIn(found.get())) {
            notOnChannel(session, name);
        } else if (message.parameters().size() == 1) {
            replyTopic(session, found.get());
        } else {
            setTopic(session, found.get(), cut(message.parameter(1)));
        }
    }

    private static String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= MAX_TOPIC
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TOPIC));
    }

    private static void setTopic(Session session, Channel channel, String text) {
        channel.setTopic(
                text.isEmpty() ? null : new Channel.Topic(text, session.source(), Instant.now()));
        var change = Message.from(session.source(), "TOPIC", channel.name(), text);
        session.send(change);
        channel.tell(change, session);
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

    static void names(Session session, Message message) {
        if (message.parameters().isEmpty()) {
            session.reply(Numeric.RPL_ENDOFNAMES, "*", "End of /NAMES list");
            return;
        }
        for (var name : message.parameter(0).split(",", -1)) {
            var channel = session.network().channel(name);
            if (channel.isPresent()) {
                replyNames(session, channel.get());
            } else {
                session.reply(Numeric.RPL_ENDOFNAMES, name, "End of /NAMES list");
            }
        }
    }

    private static void replyNames(Session session, Channel channel) {
        int room = Message.MAX_BYTES - channel.name().length() * 4 - Names.MAX_NICK * 2 - 32;
        var line = new StringBuilder();
        for (var member : channel.sessions()) {
            if (line.length() + member.nick().length() > room) {
                session.reply(Numeric.RPL_NAMREPLY, "=", channel.name(), line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(member.nick());
        }
        if (!line.isEmpty()) {
            session.reply(Numeric.RPL_NAMREPLY, "=", channel.name(), line.toString());
        }
        session.reply(Numeric.RPL_ENDOFNAMES, channel.name(), "End of /NAMES list");
    }

    static void list(Session session, Message message) {
        session.reply(Numeric.RPL_LISTSTART, "Channel", "Users  Name");
        var wanted = message.optional(0).map(names -> List.of(names.split(",", -1)));
        for (var channel : session.network().channels()) {
            if (wanted.isPresent()
                    && wanted.get().stream().noneMatch(name -> isNamed(channel, name))) {
                continue;
            }
            var topic = channel.topic();
            session.reply(
                    Numeric.RPL_LIST,
                    channel.name(),
                    Integer.toString(channel.occupants()),
                    topic == null ? "" : topic.text());
        }
        session.reply(Numeric.RPL_LISTEND, "End of /LIST");
    }

    private static boolean isNamed(Channel channel, String name) {
        return Network.CASE.fold(channel.name()).equals(Network.CASE.fold(name));
    }

    static void noSuchChannel(Session session, String name) {
        session.reply(Numeric.ERR_NOSUCHCHANNEL, name, "No such channel");
    }

    private static void notOnChannel(Session session, String name) {
        session.reply(Numeric.ERR_NOTONCHANNEL, name, "You're not on that channel");
    }
}
