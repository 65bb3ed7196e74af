package chatlab.server.net;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.server.channel.User;
import chatlab.server.channel.UserMode;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.net.Event.Arrived;
import chatlab.server.net.Event.Changed;
import chatlab.server.net.Event.Quit;
import chatlab.server.net.Event.Renamed;
import chatlab.server.session.Effects;
import chatlab.server.session.Network;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Applies deeds about users: who is here, under which nick, and what is known of them. A user who
/// has lost a nick gets another. Confined to [Arrivals].
final class Users {
    private final Network network;
    private final Origins origins;
    private final Outgoing outgoing;
    private final StampClock clock;
    private final boolean isOrdered;
    private final Claims claims;
    private final Effects effects;

    /// Users who have been asked to give a nick up and still have it.
    private final Set<User> losers = new HashSet<>();

    Users(
            Network network,
            Origins origins,
            Outgoing outgoing,
            StampClock clock,
            boolean isOrdered) {
        this.network = network;
        this.origins = origins;
        this.outgoing = outgoing;
        this.clock = clock;
        this.isOrdered = isOrdered;
        claims = new Claims(network, isOrdered, this::rename);
        effects = new Effects(network);
    }

    /// The claim with which this user has its nick; null if another user has it.
    @Nullable Stamp claimOf(User user) {
        return claims.of(user);
    }

    boolean arrived(Origin origin, Arrived arrived, boolean restored) {
        clock.saw(arrived.claimed());
        var nick = arrived.identity().nick();
        var old = origin.users.get(arrived.user());
        if (old != null && !origin.isThisServer) {
            renamed(origin, old, nick, arrived.claimed(), true);
            changed(
                    old,
                    new Changed(old.id(), arrived.identity(), arrived.away(), arrived.modes()));
            return true;
        }
        if (old == null && origin.isThisServer) return false; // gone before it came
        var user = old == null ? newcomer(origin, arrived) : old;
        boolean owns = claims.arrived(nick, user, arrived.claimed(), restored);
        if (origin.isThisServer) {
            if (owns) {
                user.setRegistered();
                return true;
            }
            claims.gone(nick, user);
            if (!isOrdered) outgoing.post(new Quit(user.id(), "Nick collision"));
            return false;
        }
        if (!owns && isOrdered && !restored) return false; // its server tells the client so
        origin.users.put(arrived.user(), user);
        network.census().cameElsewhere();
        setModes(user, arrived.modes());
        user.setAway(arrived.away());
        network.watchers().tellOnline(user);
        return owns;
    }

    private static User newcomer(Origin origin, Arrived arrived) {
        return User.elsewhere(
                origin.server,
                arrived.user(),
                arrived.identity(),
                Instant.ofEpochMilli(arrived.connected()));
    }

    boolean renamed(Origin origin, User user, String nick, Stamp claimed, boolean restored) {
        clock.saw(claimed);
        losers.remove(user);
        var before = user.nick();
        boolean owns = claims.arrived(nick, user, claimed, restored);
        if (!owns && origin.isThisServer) {
            claims.gone(nick, user);
            if (claims.of(user) == null) {
                rename(user, before);
            } else if (!isOrdered) { // others may have believed it for a moment
                outgoing.post(new Renamed(user.id(), before, clock.next()));
            }
            return false;
        }
        if (!owns && isOrdered && !restored) return false;
        if (before.equals(nick)) return true;
        effects.rename(user, nick, user::deliver);
        if (!Names.CASE.fold(before).equals(Names.CASE.fold(nick))) claims.gone(before, user);
        return true;
    }

    /// A user's nick belongs to somebody else, so the user's server gives the user another.
    private void rename(User user, String nick) {
        if (user.isElsewhere() || !user.isRegistered() || !losers.add(user)) return;
        var free = free(nick, user);
        user.deliver(
                new EncodedMessage(
                        Message.from(
                                origins.here,
                                "NOTICE",
                                user.nick(),
                                "Somebody on another server had the nick %s before you. You are %s now; /nick chooses another."
                                        .formatted(nick, free))));
        outgoing.post(new Renamed(user.id(), free, clock.next()));
    }

    private String free(String nick, User user) {
        for (int number = 2; ; number++) {
            var free = nick.substring(0, Math.min(nick.length(), 24)) + "_" + number;
            if (network.claim(free, user)) return free;
        }
    }

    /// A rename may have been refused.
    void renameLosers() {
        for (var user : List.copyOf(losers)) {
            losers.remove(user);
            if (origins.ours().containsValue(user) && claims.of(user) == null)
                rename(user, user.nick());
        }
    }

    void changed(User user, Changed changed) {
        var identity = changed.identity();
        if (!user.identity().realName().equals(identity.realName())) {
            user.setRealName(identity.realName());
            network.tellChange(Effects.setname(user), user);
        }
        var away = Optional.ofNullable(changed.away());
        if (!user.away().equals(away)) {
            user.setAway(changed.away());
            network.tellChange(Effects.away(user, away.orElse("")), user);
        }
        if (!user.identity().host().equals(identity.host())) {
            network.tellChange(Effects.changeHost(user, identity.host()), user);
        }
        var account = identity.account();
        if (account != null && !account.equals(user.identity().account())) {
            user.setAccount(account);
            network.tellChange(Effects.account(user), user);
        }
        setModes(user, changed.modes());
    }

    private void setModes(User user, String letters) {
        for (var mode : UserMode.values()) {
            boolean on = letters.indexOf(mode.letter()) >= 0;
            if (user.set(mode, on)) network.census().changed(mode, on);
        }
    }

    /// A user is gone.
    void quit(Origin origin, User user, String reason) {
        effects.quit(user, reason);
        claims.gone(user.nick(), user);
        losers.remove(user);
        origin.users.remove(user.id());
        if (user.isElsewhere()) network.census().goneElsewhere(user);
    }
}
