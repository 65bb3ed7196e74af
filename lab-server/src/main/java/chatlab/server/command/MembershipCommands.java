package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.channel.Admission;
import chatlab.server.channel.Channel;
import chatlab.server.channel.ChannelModes;
import chatlab.server.channel.User;
import chatlab.server.limits.Limits;
import chatlab.server.session.Session;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Who is in a channel: JOIN, PART, KICK, INVITE.
final class MembershipCommands {
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
            var admission = session.network().acts().join(session, name, key);
            var refusal = admission.refusal();
            if (refusal != null) session.reply(refusal, name, admission.text());
            // From the end of the names on, the client is certainly in the channel.
            if (admission == Admission.WELCOME) {
                session.user()
                        .channels()
                        .named(name)
                        .ifPresent(channel -> ChannelCommands.greet(session, channel));
            }
        } catch (IllegalStateException e) {
            session.network().stats().strategyFailed();
            session.reply(Numeric.ERR_UNKNOWNERROR, "JOIN", name, String.valueOf(e.getMessage()));
        }
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
        session.network().acts().part(session, channel, reason);
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
        var cut = Limits.cut(comment, Limits.KICK);
        if (!session.network().acts().kick(session, channel, target, cut)) {
            ChannelCommands.notInChannel(session, target.nick(), channel);
        }
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
        session.network().acts().invite(session, target, channel, operator);
        session.reply(Numeric.RPL_INVITING, target.nick(), channel.name());
        target.away().ifPresent(why -> session.reply(Numeric.RPL_AWAY, target.nick(), why));
    }
}
