package chatlab.server.net;

import chatlab.server.channel.User;
import chatlab.server.net.Event.Announcing;
import chatlab.server.net.Event.Arrived;
import chatlab.server.net.Event.Changed;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.Invited;
import chatlab.server.net.Event.Joined;
import chatlab.server.net.Event.KickAsked;
import chatlab.server.net.Event.Kicked;
import chatlab.server.net.Event.KillAsked;
import chatlab.server.net.Event.Parted;
import chatlab.server.net.Event.Quit;
import chatlab.server.net.Event.Renamed;
import chatlab.server.net.Event.Wallops;
import chatlab.server.session.Effects;
import chatlab.server.session.Network;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// Applies deeds, one after another, and tells those who wait for a deed of this server. Confined
/// to [Arrivals].
final class Deeds {
    private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);

    private final Network network;
    private final Origins origins;
    private final Outgoing outgoing;
    private final Users users;
    private final Channels channels;
    private final Effects effects;

    Deeds(Network network, Origins origins, Outgoing outgoing, Users users, Channels channels) {
        this.network = network;
        this.origins = origins;
        this.outgoing = outgoing;
        this.users = users;
        this.channels = channels;
        effects = new Effects(network);
    }

    /// @param restored whether the deed is part of a state
    void apply(Origin origin, long number, Deed deed, boolean restored) {
        boolean effect = false;
        RuntimeException failure = null;
        try {
            effect = effect(origin, deed, restored);
        } catch (IllegalStateException e) { // a strategy could not be created
            network.stats().strategyFailed();
            failure = e;
        } catch (RuntimeException e) {
            LOG.error("a bug: {} of {} is lost", deed, origin.server, e);
            failure = e;
        }
        if (origin.isThisServer) outgoing.returned(number, effect, failure);
    }

    private boolean effect(Origin origin, Deed deed, boolean restored) {
        switch (deed) {
            case Arrived arrived -> {
                return users.arrived(origin, arrived, restored);
            }
            case Renamed renamed -> {
                var user = origin.users.get(renamed.user());
                return user != null
                        && users.renamed(origin, user, renamed.nick(), renamed.claimed(), restored);
            }
            case Changed changed -> {
                var user = origin.users.get(changed.user());
                if (user != null && user.isElsewhere()) users.changed(user, changed);
            }
            case Joined joined -> {
                var user = origin.users.get(joined.user());
                return user != null && channels.joined(origin, user, joined, restored);
            }
            case Parted parted -> {
                var user = origin.users.get(parted.user());
                if (user == null) return false;
                user.channels()
                        .named(parted.channel())
                        .ifPresent(channel -> channels.part(user, channel, parted.reason()));
            }
            case Kicked kicked -> {
                var user = origin.users.get(kicked.user());
                return user != null && channels.kicked(user, kicked);
            }
            case Quit quit -> {
                var user = origin.users.get(quit.user());
                if (user != null) quit(origin, user, quit.reason());
            }
            case Event.Set set -> channels.set(origin, set);
            case Invited invited ->
                    origins.find(invited.target())
                            .ifPresent(target ->
                                    network.channel(invited.channel())
                                            .ifPresent(channel ->
                                                    effects.invite(
                                                            invited.by(),
                                                            origins.stranger,
                                                            target,
                                                            channel,
                                                            invited.opens())));
            case KickAsked asked ->
                    origins.ours(asked.target())
                            .filter(user -> user.channels().named(asked.channel()).isPresent())
                            .ifPresent(user ->
                                    outgoing.post(
                                            new Kicked(
                                                    user.id(),
                                                    asked.channel(),
                                                    asked.by(),
                                                    asked.comment())));
            case KillAsked asked ->
                    origins.ours(asked.target())
                            .ifPresent(user -> effects.kill(asked.by(), user, asked.comment()));
            case Wallops wallops -> effects.wallops(wallops.by(), wallops.text());
            case Announcing _ -> {} // a mark for [States]
        }
        return true;
    }

    void quit(Origin origin, User user, String reason) {
        var left = List.copyOf(user.channels().all());
        users.quit(origin, user, reason);
        for (var channel : left) channels.left(channel, user);
    }
}
