package chatlab.server.net;

import chatlab.protocol.Source;
import chatlab.server.channel.Channel;
import chatlab.server.channel.ModeChange;
import chatlab.server.channel.User;
import chatlab.server.net.Event.Joined;
import chatlab.server.net.Event.Kicked;
import chatlab.server.net.Event.Setting;
import chatlab.server.net.Event.Wanted;
import chatlab.server.session.Effects;
import chatlab.server.session.Network;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies deeds about channels: who is in which, and what is set. Of two changes of one thing the
/// later counts, whichever arrives first. Confined to [Arrivals].
final class Channels {
    private final Network network;
    private final Origins origins;
    private final Outgoing outgoing;
    private final StampClock clock;
    private final Settings settings;
    private final Effects effects;

    Channels(
            Network network,
            Origins origins,
            Outgoing outgoing,
            StampClock clock,
            Settings settings) {
        this.network = network;
        this.origins = origins;
        this.outgoing = outgoing;
        this.clock = clock;
        this.settings = settings;
        effects = new Effects(network);
    }

    boolean joined(Origin origin, User user, Joined joined, boolean restored) {
        clock.saw(joined.at());
        var name = joined.channel();
        if (user.channels().named(name).isPresent()) return true;
        boolean isNew = network.channel(name).isEmpty();
        if (isNew && !joined.founder() && !restored && !origin.isThisServer) {
            outgoing.signal(new Wanted(origin.server)); // the other knows its settings
        }
        var channel = network.place(user, name, joined.founder());
        var standings = settings.entered(name, user, joined.at(), joined.founder());
        boolean isIn = effects.join(user, channel, user::deliver);
        if (!isIn) settings.left(name, user);
        else if (!standings.isEmpty()) announce(channel, origins.here, origins.stranger, standings);
        return isIn;
    }

    void part(User user, Channel channel, String reason) {
        effects.part(user, channel, reason, user::deliver);
        left(channel, user);
    }

    boolean kicked(User user, Kicked kicked) {
        var channel = user.channels().named(kicked.channel());
        if (channel.isEmpty()) return false;
        effects.kick(kicked.by(), origins.stranger, channel.get(), user, kicked.comment(), _ -> {});
        left(channel.get(), user);
        return true;
    }

    /// A user has left a channel, in whatever way.
    void left(Channel channel, User user) {
        settings.left(channel.name(), user);
        if (channel.rules().isClosed()) settings.ended(channel.name());
    }

    void set(Origin origin, Event.Set set) {
        clock.saw(set.at());
        var channel = network.channel(set.channel());
        if (channel.isEmpty()) return;
        var latest =
                set.settings().stream()
                        .filter(each -> settings.isLatest(set.channel(), each, set.by(), set.at()))
                        .toList();
        var by = origin.users.getOrDefault(set.user(), origins.stranger);
        announce(channel.get(), set.by(), by, latest);
    }

    /// Applies settings and shows those that make a difference.
    private void announce(Channel channel, String source, User by, List<Setting> latest) {
        var done = new ArrayList<ModeChange>();
        for (var setting : latest) {
            if (setting.letter() == Setting.TOPIC) {
                var text = Optional.ofNullable(setting.parameter()).orElse("");
                effects.setTopic(source, by, channel, text, by::deliver);
            } else if (setting.target() != null) {
                origins.find(setting.target())
                        .filter(user ->
                                channel.rules().setStanding(user, setting.letter(), setting.on()))
                        .ifPresent(user -> done.add(change(setting, user.nick())));
            } else {
                var change = change(setting, setting.parameter());
                if (effects.apply(change, channel, Source.parse(source).nick())) done.add(change);
            }
        }
        effects.announce(source, by, channel, done, by::deliver);
    }

    private static ModeChange change(Setting setting, @Nullable String parameter) {
        return new ModeChange(setting.on(), setting.letter(), parameter);
    }
}
