package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// Coming to a channel, leaving it, and being made to: JOIN, PART, KICK, INVITE.
///
/// Whoever takes a session out of a channel ([Network#remove]), its own PART or another's KICK,
/// tells the others, and nobody else does.
final class MembershipCommands {
    private static final Logger LOG = LoggerFactory.getLogger(MembershipCommands.class);

    private MembershipCommands() {}

    static void join(Session session, Message message) {
        if (message.parameter(0).equals("0")) {
            for (var channel : List.copyOf(session.channels())) leave(session, channel, "");
            return;
        }
        var names = message.parameter(0).split(",", -1);
        var keys = message.optional(1).orElse("").split(",", -1);
        for (int i = 0; i < names.length; i++) {
            join(session, names[i], i < keys.length ? keys[i] : null);
        }
    }

    private static void join(Session session, String name, @Nullable String key) {
        if (!Names.isChannel(name)) {
            ChannelCommands.noSuchChannel(session, name);
        } else if (session.channel(name).isPresent()) {
            return; // is in already
        } else if (session.channels().size() >= Limits.CHANNELS) {
            session.reply(Numeric.ERR_TOOMANYCHANNELS, name, "You have joined too many channels");
        } else {
            enter(session, name, key);
        }
    }

    private static void enter(Session session, String name, @Nullable String key) {
        try {
            var entry = session.network().enter(session, name, key);
            if (!entry.admission().refuses(session, name)) arrive(session, entry.channel());
        } catch (IllegalStateException e) {
            session.network().stats().strategyErrors.increment();
            session.reply(Numeric.ERR_UNKNOWNERROR, "JOIN", name, String.valueOf(e.getMessage()));
        }
    }

    /// The joiner sees its own JOIN first, then perhaps messages, then the names. From the end of
    /// the names on it is surely in.
    private static void arrive(Session session, Channel channel) {
        var source = session.source();
        var join =
                EncodedMessage.join(
                        Message.from(source, "JOIN", channel.name()),
                        Message.from(source, "JOIN", channel.name(), "*", session.realName()));
        session.send(join);
        if (!channel.join(session)) {
            if (!session.network().remove(session, channel)) return; // kicked at the same time
            var reason = "The broadcast strategy failed to let you in";
            session.send(kick(session.network().server(), channel, session.nick(), reason));
            return;
        }
        if (!channel.rules().arrived(session)) { // kicked on the way in
            channel.leave(session);
            return;
        }
        LOG.info("{} has joined {}", session.nick(), Printable.of(channel.name()));
        channel.tell(join, session);
        session.away().ifPresent(text -> channel.tell(TalkCommands.away(session, text), session));
        ChannelCommands.greet(session, channel);
    }

    static void part(Session session, Message message) {
        for (var name : message.parameter(0).split(",", -1)) {
            var joined = session.channel(name);
            if (joined.isPresent()) {
                leave(session, joined.get(), message.optional(1).orElse(""));
            } else {
                ChannelCommands.notThere(session, name);
            }
        }
    }

    private static void leave(Session session, Channel channel, String reason) {
        if (!session.network().remove(session, channel)) return; // kicked at the same time
        LOG.info(
                "{} has left {}{}",
                session.nick(),
                Printable.of(channel.name()),
                reason.isEmpty() ? "" : " (" + Printable.of(reason) + ")");
        var part =
                new EncodedMessage(
                        reason.isEmpty()
                                ? Message.from(session.source(), "PART", channel.name())
                                : Message.from(session.source(), "PART", channel.name(), reason));
        channel.tell(part, session);
        session.send(part);
    }

    /// One channel and several nicks, or as many channels as nicks.
    static void kick(Session session, Message message) {
        var names = message.parameter(0).split(",", -1);
        var nicks = message.parameter(1).split(",", -1);
        if (names.length != 1 && names.length != nicks.length) {
            Commands.needMoreParameters(session, "KICK");
            return;
        }
        var comment = message.optional(2).filter(text -> !text.isEmpty()).orElse(session.nick());
        for (int i = 0; i < nicks.length; i++) {
            kick(session, names[names.length == 1 ? 0 : i], nicks[i], comment);
        }
    }

    private static void kick(Session session, String name, String nick, String comment) {
        var joined = session.channel(name);
        if (joined.isEmpty()) {
            ChannelCommands.notThere(session, name);
        } else if (!joined.get().rules().isOperator(session)) {
            ChannelCommands.notOperator(session, joined.get());
        } else {
            var channel = joined.get();
            session.network()
                    .session(nick)
                    .filter(target -> target.isIn(channel))
                    .ifPresentOrElse(
                            target -> kick(session, channel, target, comment),
                            () -> ChannelCommands.notInChannel(session, nick, channel));
        }
    }

    private static void kick(Session session, Channel channel, Session target, String comment) {
        if (!session.network().remove(target, channel)) {
            ChannelCommands.notInChannel(session, target.nick(), channel);
            return;
        }
        LOG.info(
                "{} has kicked {} from {}",
                session.nick(),
                target.nick(),
                Printable.of(channel.name()));
        var cut = Limits.cut(comment, Limits.KICK);
        var kick = new EncodedMessage(kick(session.source(), channel, target.nick(), cut));
        channel.tell(kick, session);
        session.send(kick);
        if (target != session) target.deliver(kick);
    }

    private static Message kick(String source, Channel channel, String nick, String comment) {
        return Message.from(source, "KICK", channel.name(), nick, comment);
    }

    /// An operator's invitation opens the channel once; anybody else's is only told.
    static void invite(Session session, Message message) {
        if (message.parameters().isEmpty()) {
            listInvitations(session);
            return;
        }
        if (message.parameters().size() == 1) {
            Commands.needMoreParameters(session, "INVITE");
            return;
        }
        var nick = message.parameter(0);
        var name = message.parameter(1);
        var target = session.network().session(nick);
        var joined = session.channel(name);
        if (target.isEmpty()) {
            session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel");
        } else if (joined.isEmpty()) {
            ChannelCommands.notThere(session, name);
        } else if (target.get().isIn(joined.get())) {
            session.reply(
                    Numeric.ERR_USERONCHANNEL,
                    target.get().nick(),
                    joined.get().name(),
                    "is already on channel");
        } else {
            invite(session, target.get(), joined.get());
        }
    }

    private static void listInvitations(Session session) {
        for (var channel : session.invitations()) {
            session.reply(Numeric.RPL_INVITELIST, channel.name());
        }
        session.reply(Numeric.RPL_ENDOFINVITELIST, "End of /INVITE list");
    }

    private static void invite(Session session, Session target, Channel channel) {
        boolean operator = channel.rules().isOperator(session);
        if (!operator && channel.rules().modes().has(ChannelModes.Flag.INVITE_ONLY)) {
            ChannelCommands.notOperator(session, channel);
            return;
        }
        if (operator) target.invite(channel);
        var invite = Message.from(session.source(), "INVITE", target.nick(), channel.name());
        target.deliver(new EncodedMessage(invite));
        session.reply(Numeric.RPL_INVITING, target.nick(), channel.name());
        target.away().ifPresent(why -> session.reply(Numeric.RPL_AWAY, target.nick(), why));
        channel.tell(EncodedMessage.onlyWith(Capability.INVITE_NOTIFY, invite), session);
    }
}
