package chatlab.server.net;

import chatlab.protocol.Names;
import chatlab.server.channel.User;
import chatlab.server.session.Network;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Decides who owns a nick when two servers gave it away: one of them, and everywhere the same.
///
/// If the relay has one order for all servers, the first claim in it wins. Else the older claim
/// wins, by its [Stamp]. That rule also decides when two parts of a net meet again, because nothing
/// has ordered their claims.
///
/// [#sent] is for any thread, the rest for [Arrivals].
final class Claims {
    private final Network network;
    private final boolean isOrdered;

    /// By folded nick: the claim of the user that has it in [Network].
    private final Map<String, Claim> settled = new ConcurrentHashMap<>();

    /// By folded nick: the claim of a user of this server that has not come back.
    private final Map<String, Stamp> underway = new ConcurrentHashMap<>();

    private record Claim(User user, Stamp at) {}

    Claims(Network network, boolean isOrdered) {
        this.network = network;
        this.isOrdered = isOrdered;
    }

    /// A user of this server claims a nick that [Network#claim] has reserved.
    void sent(String nick, Stamp at) {
        underway.put(Names.CASE.fold(nick), at);
    }

    /// A claim has arrived.
    ///
    /// @param met whether it comes from another part of a net that was split
    /// @param lost called with a user who has to give the nick up
    /// @return whether the user has the nick now
    boolean arrived(String nick, User user, Stamp at, boolean met, Loser lost) {
        var key = Names.CASE.fold(nick);
        var owner = network.owner(nick).orElse(null);
        boolean keeps = owner != null && owner != user && keeps(key, owner, at, isOrdered && !met);
        if (!user.isElsewhere()) underway.remove(key);
        if (keeps) return false;
        var before = settled.put(key, new Claim(user, at));
        network.give(nick, user);
        if (before != null && before.user() != user && owner == before.user()) {
            lost.loses(before.user(), nick);
        }
        return true;
    }

    /// Receives a user who has to give a nick up.
    @FunctionalInterface
    interface Loser {
        void loses(User user, String nick);
    }

    private boolean keeps(String key, User owner, Stamp at, boolean byOrder) {
        var claim = settled.get(key);
        if (claim != null && claim.user() == owner) return byOrder || claim.at().isBefore(at);
        var sent = underway.get(key); // else the owner has only reserved it, and has not asked us
        return !byOrder && sent != null && sent.isBefore(at);
    }

    /// The claim with which this user has its nick; null if another user has it.
    @Nullable Stamp of(User user) {
        var claim = settled.get(Names.CASE.fold(user.nick()));
        return claim != null && claim.user() == user ? claim.at() : null;
    }

    void gone(String nick, User user) {
        settled.computeIfPresent(
                Names.CASE.fold(nick), (_, claim) -> claim.user() == user ? null : claim);
    }
}
