package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.channel.Channel;
import chatlab.server.channel.ChannelModes;
import chatlab.server.channel.User;
import chatlab.server.delivery.Capability;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.limits.Limits;
import chatlab.server.session.Network;
import chatlab.server.session.Session;
import chatlab.server.watch.Printable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// Who is in a channel: JOIN, PART, KICK, INVITE.
///
/// The thread that takes a user out of a channel ([Network#remove]) tells the others. No other
/// thread does.
final class MembershipCommands {
    private static final Logger LOG = LoggerFactory.getLogger(MembershipCommands.class);

    private MembershipCommands() {}

    static void join(Session session, Message message) {
        if (message.parameter(0).equals("0")) {
            for (var channel : List.copyOf(session.user().channels().all()))
                leave(session, channel, "");
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
        } else if (session.user().channels().named(name).isPresent()) {
            return; // already in
        } else if (session.user().channels().all().size() >= Limits.CHANNELS) {
            session.reply(Numeric.ERR_TOOMANYCHANNELS, name, "You have joined too many channels");
        } else {
            enter(session, name, key);
        }
    }

    private static void enter(Session session, String name, @Nullable String key) {
        try {
            var entry = session.network().enter(session.user(), name, key);
            var refusal = entry.admission().refusal();
            if (refusal == null) {
                arrive(session, entry.channel());
            } else {
                session.reply(refusal, name, entry.admission().text());
            }
        } catch (IllegalStateException e) {
            session.network().stats().strategyFailed();
            session.reply(Numeric.ERR_UNKNOWNERROR, "JOIN", name, String.valueOf(e.getMessage()));
        }
    }

    /// The client sees its own JOIN first, then perhaps messages, then the names. From the end of
    /// the names on, it is certainly in the channel.
    private static void arrive(Session session, Channel channel) {
        var source = session.user().source();
        var join =
                EncodedMessage.join(
                        Message.from(source, "JOIN", channel.name()),
                        Message.from(
                                source,
                                "JOIN",
                                channel.name(),
                                "*",
                                session.user().identity().realName()));
        session.send(join);
        if (!channel.join(session.user())) {
            if (!session.network().remove(session.user(), channel))
                return; // kicked at the same time
            var reason = "The broadcast strategy failed to let you in";
            session.send(kick(session.network().server(), channel, session.user().nick(), reason));
            return;
        }
        if (!channel.rules().arrived(session.user())) { // kicked while it entered
            channel.leave(session.user());
            return;
        }
        LOG.info("{} has joined {}", session.user().nick(), Printable.of(channel.name()));
        channel.tell(join, session.user());
        session.user()
                .away()
                .ifPresent(text ->
                        channel.tell(TalkCommands.away(session.user(), text), session.user()));
        ChannelCommands.greet(session, channel);
    }

    static void part(Session session, Message message) {
        for (var name : message.parameter(0).split(",", -1)) {
            var joined = session.user().channels().named(name);
            if (joined.isPresent()) {
                leave(session, joined.get(), message.optional(1).orElse(""));
            } else {
                ChannelCommands.notThere(session, name);
            }
        }
    }

    private static void leave(Session session, Channel channel, String reason) {
        if (!session.network().remove(session.user(), channel)) return; // kicked at the same time
        LOG.info(
                "{} has left {}{}",
                session.user().nick(),
                Printable.of(channel.name()),
                reason.isEmpty() ? "" : " (" + Printable.of(reason) + ")");
        var part =
                new EncodedMessage(
                        reason.isEmpty()
                                ? Message.from(session.user().source(), "PART", channel.name())
                                : Message.from(
                                        session.user().source(), "PART", channel.name(), reason));
        channel.tell(part, session.user());
        session.send(part);
    }

    /// Takes one channel and several nicks, or as many channels as nicks.
    static void kick(Session session, Message message) {
        var names = message.parameter(0).split(",", -1);
        var nicks = message.parameter(1).split(",", -1);
        if (names.length != 1 && names.length != nicks.length) {
            Commands.needMoreParameters(session, "KICK");
            return;
        }
        var comment =
                message.optional(2).filter(text -> !text.isEmpty()).orElse(session.user().nick());
        for (int i = 0; i < nicks.length; i++) {
            kick(session, names[names.length == 1 ? 0 : i], nicks[i], comment);
        }
    }

    private static void kick(Session session, String name, String nick, String comment) {
        var joined = session.user().channels().named(name);
        if (joined.isEmpty()) {
            ChannelCommands.notThere(session, name);
        } else if (!joined.get().rules().isOperator(session.user())) {
            ChannelCommands.notOperator(session, joined.get());
        } else {
            var channel = joined.get();
            session.network()
                    .user(nick)
                    .filter(target -> target.channels().contains(channel))
                    .ifPresentOrElse(
                            target -> kick(session, channel, target, comment),
                            () -> ChannelCommands.notInChannel(session, nick, channel));
        }
    }

    private static void kick(Session session, Channel channel, User target, String comment) {
        if (!session.network().remove(target, channel)) {
            ChannelCommands.notInChannel(session, target.nick(), channel);
            return;
        }
        LOG.info(
                "{} has kicked {} from {}",
                session.user().nick(),
                target.nick(),
                Printable.of(channel.name()));
        var cut = Limits.cut(comment, Limits.KICK);
        var kick = new EncodedMessage(kick(session.user().source(), channel, target.nick(), cut));
        channel.tell(kick, session.user());
        session.send(kick);
        if (target != session.user()) target.deliver(kick);
    }

    private static Message kick(String source, Channel channel, String nick, String comment) {
        return Message.from(source, "KICK", channel.name(), nick, comment);
    }

    /// An operator's invitation opens the channel once. Another member's is only a message.
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
        var target = session.network().user(nick);
        var joined = session.user().channels().named(name);
        if (target.isEmpty()) {
            session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel");
        } else if (joined.isEmpty()) {
            ChannelCommands.notThere(session, name);
        } else if (target.get().channels().contains(joined.get())) {
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
        for (var channel : session.user().channels().invitations()) {
            session.reply(Numeric.RPL_INVITELIST, channel.name());
        }
        session.reply(Numeric.RPL_ENDOFINVITELIST, "End of /INVITE list");
    }

    private static void invite(Session session, User target, Channel channel) {
        boolean operator = channel.rules().isOperator(session.user());
        if (!operator && channel.rules().modes().has(ChannelModes.Flag.INVITE_ONLY)) {
            ChannelCommands.notOperator(session, channel);
            return;
        }
        if (operator) target.channels().invite(channel);
        var invite = Message.from(session.user().source(), "INVITE", target.nick(), channel.name());
        target.deliver(new EncodedMessage(invite));
        session.reply(Numeric.RPL_INVITING, target.nick(), channel.name());
        target.away().ifPresent(why -> session.reply(Numeric.RPL_AWAY, target.nick(), why));
        channel.tell(EncodedMessage.onlyWith(Capability.INVITE_NOTIFY, invite), session.user());
    }
}
