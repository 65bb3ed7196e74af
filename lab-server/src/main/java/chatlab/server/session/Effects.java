package chatlab.server.session;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.server.channel.Audience;
import chatlab.server.channel.Ban;
import chatlab.server.channel.Channel;
import chatlab.server.channel.ChannelModes.Flag;
import chatlab.server.channel.Identity;
import chatlab.server.channel.ModeChange;
import chatlab.server.channel.User;
import chatlab.server.channel.UserMode;
import chatlab.server.delivery.Capability;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.watch.LogEvent;
import chatlab.server.watch.LogField;
import chatlab.server.watch.Printable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What an act changes on this server, and what the clients of this server get to see of it.
///
/// The user who acts may be on another server. `own` sends that user the copies of their own acts:
/// with patience on the thread that reads the client, without waiting on a thread of the net. The
/// thread that takes a user out of a channel tells the others; no other thread does.
public final class Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    private final Network network;

    public Effects(Network network) {
        this.network = network;
    }

    /// Delivers what a user says to all others in a channel, or to those that the message names.
    /// Then it waits while they catch up.
    public void say(Channel channel, EncodedMessage said, User by, Consumer<EncodedMessage> own) {
        var target = said.message().parameter(0);
        if (target.startsWith("#")) {
            channel.say(said, by);
        } else {
            Audience.of(target).ifPresent(some -> channel.sayTo(some, said, by));
        }
        if (network.crowding().any()) {
            for (var member : channel.users()) awaitRoom(by, member);
        }
        echo(said, by, own);
    }

    public void say(User to, EncodedMessage said, User by, Consumer<EncodedMessage> own) {
        to.deliver(said);
        awaitRoom(by, to);
        echo(said, by, own);
    }

    /// Lets somebody catch up before this client says more. Nobody waits for themselves: what a
    /// client sends itself it can only read later.
    private static void awaitRoom(User by, User receiver) {
        if (receiver != by) receiver.awaitRoom();
    }

    private static void echo(EncodedMessage said, User by, Consumer<EncodedMessage> own) {
        if (by.has(Capability.ECHO_MESSAGE)) own.accept(said);
    }

    public void rename(User user, String nick, Consumer<EncodedMessage> own) {
        var before = user.nick();
        var change = new EncodedMessage(user.tagged(Message.from(user.source(), "NICK", nick)));
        network.whowas().add(user);
        user.setNick(nick);
        boolean isAnother = !Names.CASE.fold(before).equals(Names.CASE.fold(nick));
        if (isAnother) network.release(before, user);
        own.accept(change);
        network.tellPeers(change, user, user.channels().all());
        if (isAnother) {
            network.watchers().tellOffline(before);
            network.watchers().tellOnline(user);
        }
    }

    /// Brings a user who has a place into the channel. The client sees its own JOIN first, then
    /// perhaps messages.
    ///
    /// @return false if the user is out again, and has been told
    public boolean join(User user, Channel channel, Consumer<EncodedMessage> own) {
        var source = user.source();
        var join =
                EncodedMessage.join(
                        user.tagged(Message.from(source, "JOIN", channel.name())),
                        user.tagged(
                                Message.from(
                                        source,
                                        "JOIN",
                                        channel.name(),
                                        account(user.identity()),
                                        user.identity().realName())));
        own.accept(join);
        if (!channel.join(user)) {
            if (!network.remove(user, channel)) return false; // kicked at the same time
            var reason = "The broadcast strategy failed to let you in";
            own.accept(new EncodedMessage(kick(network.server(), channel, user, reason)));
            return false;
        }
        if (!channel.rules().arrived(user)) { // kicked while it entered
            channel.leave(user);
            return false;
        }
        LOG.info(
                "{} has joined {}",
                LogField.of("nick", user.nick()),
                LogField.printable("channel", channel.name()),
                LogEvent.JOIN);
        channel.tell(join, user);
        user.away().ifPresent(text -> channel.tell(away(user, text), user));
        return true;
    }

    /// Takes a user out of a channel, unless another thread does.
    public void part(User user, Channel channel, String reason, Consumer<EncodedMessage> own) {
        if (!network.remove(user, channel)) return; // kicked at the same time
        var printable = Printable.of(reason);
        LOG.info(
                "{} has left {}{}",
                LogField.of("nick", user.nick()),
                LogField.printable("channel", channel.name()),
                new LogField("reason", printable, reason.isEmpty() ? "" : " (" + printable + ")"),
                LogEvent.PART);
        var part =
                new EncodedMessage(
                        user.tagged(
                                reason.isEmpty()
                                        ? Message.from(user.source(), "PART", channel.name())
                                        : Message.from(
                                                user.source(), "PART", channel.name(), reason)));
        channel.tell(part, user);
        own.accept(part);
    }

    /// Takes a user out of a channel for an operator.
    ///
    /// @return false if the user was out already
    public boolean kick(
            String source,
            User by,
            Channel channel,
            User target,
            String comment,
            Consumer<EncodedMessage> own) {
        if (!network.remove(target, channel)) return false;
        LOG.info(
                "{} has kicked {} from {}",
                actor(source),
                LogField.of("target", target.nick()),
                LogField.printable("channel", channel.name()),
                LogEvent.KICK);
        var kick = new EncodedMessage(by.tagged(kick(source, channel, target, comment)));
        channel.tell(kick, by);
        own.accept(kick);
        if (target != by) target.deliver(kick);
        return true;
    }

    private static Message kick(String source, Channel channel, User target, String comment) {
        return Message.from(source, "KICK", channel.name(), target.nick(), comment);
    }

    /// Sets the topic; an empty text removes it.
    public void setTopic(
            String source, User by, Channel channel, String text, Consumer<EncodedMessage> own) {
        channel.setTopic(text.isEmpty() ? null : new Channel.Topic(text, source, Instant.now()));
        var change =
                new EncodedMessage(by.tagged(Message.from(source, "TOPIC", channel.name(), text)));
        own.accept(change);
        channel.tell(change, by);
    }

    /// Makes one change of a channel's modes that a command has checked.
    ///
    /// @param nick who changes it
    /// @return whether that made a difference
    public boolean apply(ModeChange change, Channel channel, String nick) {
        boolean on = change.on();
        var rules = channel.rules();
        var parameter = change.parameter();
        return switch (change.letter()) {
            case 'b' ->
                    parameter != null
                            && (on
                                    ? rules.addBan(Ban.of(parameter, nick))
                                    : rules.removeBan(parameter).isPresent());
            case 'k' -> rules.change(modes -> modes.withKey(on ? parameter : null));
            case 'l' -> {
                int limit = parameter == null ? 0 : Integer.parseInt(parameter);
                yield rules.change(modes -> modes.withLimit(on ? limit : 0));
            }
            case 'o', 'v' ->
                    parameter != null
                            && network.user(parameter)
                                    .filter(user -> rules.setStanding(user, change.letter(), on))
                                    .isPresent();
            default -> {
                var flag = Flag.of(change.letter()).orElseThrow();
                yield rules.change(modes -> modes.with(flag, on));
            }
        };
    }

    /// Tells a channel which of its modes have changed.
    public void announce(
            String source,
            User by,
            Channel channel,
            List<ModeChange> done,
            Consumer<EncodedMessage> own) {
        for (var message : ModeChange.messages(source, channel.name(), done)) {
            var encoded = new EncodedMessage(by.tagged(message));
            own.accept(encoded);
            channel.tell(encoded, by);
        }
    }

    public void invite(String source, User by, User target, Channel channel, boolean opens) {
        if (opens) target.channels().invite(channel);
        var invite = by.tagged(Message.from(source, "INVITE", target.nick(), channel.name()));
        target.deliver(new EncodedMessage(invite));
        channel.tell(EncodedMessage.onlyWith(Capability.INVITE_NOTIFY, invite), by);
    }

    public void kill(String source, User target, String comment) {
        LOG.info(
                "{} has killed {}",
                actor(source),
                new LogField("target", target.nick(), target.toString()),
                LogEvent.KILL);
        target.deliver(new EncodedMessage(Message.from(source, "KILL", target.nick(), comment)));
        var nick = nick(source);
        target.disconnect("Killed (" + nick + " (" + comment + "))");
    }

    private static String nick(String source) {
        return source.substring(0, Math.max(0, source.indexOf('!')));
    }

    /// An operator in the log: with the host in the sentence, and the nick as the field.
    private static LogField actor(String source) {
        return new LogField("nick", Printable.of(nick(source)), Printable.of(source));
    }

    public void wallops(String source, String text) {
        var wallops = new EncodedMessage(Message.from(source, "WALLOPS", text));
        for (var user : network.users()) {
            if (user.has(UserMode.WALLOPS)) user.deliver(wallops);
        }
    }

    /// Takes a user out of everything and tells the peers why.
    public void quit(User user, String reason) {
        var left = new ArrayList<Channel>();
        for (var channel : user.channels().all()) {
            if (network.remove(user, channel)) left.add(channel);
        }
        if (user.isRegistered()) {
            var quit = new EncodedMessage(user.tagged(Message.from(user.source(), "QUIT", reason)));
            network.tellPeers(quit, user, left);
            network.whowas().add(user);
        }
        if (user.hasNick()) network.release(user.nick(), user);
        if (user.isRegistered()) network.watchers().tellOffline(user.nick());
    }

    /// The notice for clients with away-notify.
    ///
    /// @param text empty: the user is back
    public static EncodedMessage away(User user, String text) {
        return EncodedMessage.onlyWith(
                Capability.AWAY_NOTIFY,
                user.tagged(
                        text.isEmpty()
                                ? Message.from(user.source(), "AWAY")
                                : Message.from(user.source(), "AWAY", text)));
    }

    /// The notice for clients with setname.
    public static EncodedMessage setname(User user) {
        return EncodedMessage.onlyWith(
                Capability.SETNAME,
                user.tagged(Message.from(user.source(), "SETNAME", user.identity().realName())));
    }

    /// The notice for clients with account-notify.
    public static EncodedMessage account(User user) {
        return EncodedMessage.onlyWith(
                Capability.ACCOUNT_NOTIFY,
                user.tagged(Message.from(user.source(), "ACCOUNT", account(user.identity()))));
    }

    /// Changes a user's host.
    ///
    /// @return the notice for clients with chghost
    public static EncodedMessage changeHost(User user, String host) {
        var source = user.source();
        user.setHost(host);
        return EncodedMessage.onlyWith(
                Capability.CHGHOST,
                user.tagged(Message.from(source, "CHGHOST", user.identity().user(), host)));
    }

    private static String account(Identity identity) {
        var account = identity.account();
        return account == null ? "*" : account;
    }
}
