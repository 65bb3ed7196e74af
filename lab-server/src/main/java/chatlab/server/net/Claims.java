package chatlab.server.net;

import chatlab.protocol.Names;
import chatlab.server.channel.User;
import chatlab.server.session.Network;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Decides who owns a nick when servers gave it away more than once: one user, and on all servers
/// the same.
///
/// If the relay has one order for all servers, the first claim in it wins, and later ones are
/// refused. Else the oldest of all claims wins, by its [Stamp]: whatever the order in which claims
/// arrive, servers that know the same claims know the same owner. That rule also decides when two
/// parts of a net meet again, because nothing has ordered their claims.
///
/// Confined to [Arrivals].
final class Claims {
    private final Network network;
    private final boolean isOrdered;
    private final Loser loser;

    /// By folded nick: who claims it now, the oldest claim first. The first has it in [Network].
    private final Map<String, TreeMap<Stamp, User>> claimants = new HashMap<>();

    /// Receives a user who has to give a nick up.
    @FunctionalInterface
    interface Loser {
        void loses(User user, String nick);
    }

    Claims(Network network, boolean isOrdered, Loser loser) {
        this.network = network;
        this.isOrdered = isOrdered;
        this.loser = loser;
    }

    /// A claim has arrived.
    ///
    /// @param met whether it comes from another part of a net that was split
    /// @return whether the user has the nick now
    boolean arrived(String nick, User user, Stamp at, boolean met) {
        var all = claimants.computeIfAbsent(Names.CASE.fold(nick), _ -> new TreeMap<>());
        var before = all.isEmpty() ? null : all.firstEntry().getValue();
        if (before != null && before != user && isOrdered && !met) return false;
        all.values().remove(user);
        all.put(at, user);
        var owner = all.firstEntry().getValue();
        network.give(nick, owner);
        if (before != null && before != owner) loser.loses(before, nick);
        if (owner != user && met) loser.loses(user, nick);
        return owner == user;
    }

    /// The claim with which this user has its nick; null if another user has it.
    @Nullable Stamp of(User user) {
        var all = claimants.get(Names.CASE.fold(user.nick()));
        if (all == null || all.isEmpty() || all.firstEntry().getValue() != user) return null;
        return all.firstKey();
    }

    /// A user claims a nick no more. The next one gets it.
    void gone(String nick, User user) {
        var key = Names.CASE.fold(nick);
        var all = claimants.get(key);
        if (all == null || !all.values().remove(user)) return;
        if (all.isEmpty()) claimants.remove(key);
        else network.give(nick, all.firstEntry().getValue());
    }
}
