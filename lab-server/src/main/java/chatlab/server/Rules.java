package chatlab.server;

import chatlab.server.ChannelModes.Flag;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// What a channel allows whom: its modes, its bans, who is an operator, and how many places are
/// taken. Thread-safe.
///
/// None of it is asked of the broadcast strategy, which may be broken; nor is this a second list of
/// members, since only those with a standing are kept.
///
/// Changes are made under the monitor, so that a place, the session's own note of it and the
/// standing that goes with it are taken and given back as one. Neither a strategy nor an outbox is
/// called under it. Questions are answered without it, from values that are replaced whole.
final class Rules {
    private final Channel channel;

    /// Volatile: PRIVMSG asks for every message.
    private volatile ChannelModes modes = ChannelModes.INITIAL;

    /// Volatile as the modes are. Immutable, replaced whole.
    private volatile List<Ban> bans = List.of();

    /// Operators and those with a voice. Concurrent, as NAMES and WHO read while others change it.
    private final Map<Session, Standing> standings = new ConcurrentHashMap<>();

    /// Sessions in the channel or on their way in. Guarded by the monitor, as is `closed`.
    private int occupants;

    /// Those whose strategy is being told that they are in, or out. Guarded by the monitor.
    private final Set<Session> entering = new HashSet<>();

    private final Set<Session> leaving = new HashSet<>();

    /// Whether the last has left; nobody comes in again.
    private boolean closed;

    Rules(Channel channel) {
        this.channel = channel;
    }

    ChannelModes modes() {
        return modes;
    }

    List<Ban> bans() {
        return bans;
    }

    synchronized int occupants() {
        return occupants;
    }

    Standing standing(Session session) {
        return standings.getOrDefault(session, Standing.NONE);
    }

    boolean isOperator(Session session) {
        return standing(session).operator();
    }

    /// Gives a session a place, if it may have one. The first to come is made operator. When it is
    /// in the strategy, call [#arrived].
    ///
    /// @param key what the session gave as the channel's key
    synchronized Admission admit(Session session, @Nullable String key) {
        if (closed) return Admission.GONE;
        var admission = judge(session, key);
        if (admission == Admission.WELCOME) {
            if (occupants++ == 0) standings.put(session, Standing.OPERATOR);
            entering.add(session);
            session.addChannel(channel);
        }
        return admission;
    }

    private Admission judge(Session session, @Nullable String key) {
        if (session.useInvitation(channel)) return Admission.WELCOME;
        if (isBanned(session)) return Admission.BANNED;
        if (modes.has(Flag.INVITE_ONLY)) return Admission.INVITATION_NEEDED;
        if (modes.key() != null && !modes.key().equals(key)) return Admission.WRONG_KEY;
        if (modes.limit() != 0 && occupants >= modes.limit()) return Admission.FULL;
        return Admission.WELCOME;
    }

    /// Ends a session's way in.
    ///
    /// @return false if it was put out on the way, and must take itself out of the strategy again
    synchronized boolean arrived(Session session) {
        return entering.remove(session);
    }

    /// How far in one was who is to go out.
    enum Departure {
        /// Not in, or somebody else is taking it out.
        NONE,
        /// On its way in; the place is given back, and what is left to do its own thread does.
        HALF_IN,
        /// In; take it out of the strategy and then call [#gone].
        IN
    }

    /// Begins to take a session out, for a PART, a KICK or a QUIT. Of several that try at the same
    /// time one succeeds. Until [#gone] the session cannot come in anew, so that what is taken out
    /// of the strategy is this stay and not the next.
    synchronized Departure depart(Session session) {
        if (!session.isIn(channel) || leaving.contains(session)) return Departure.NONE;
        if (entering.remove(session)) {
            giveBack(session);
            return Departure.HALF_IN;
        }
        leaving.add(session);
        return Departure.IN;
    }

    /// Gives back the place of a session that has left the strategy.
    synchronized void gone(Session session) {
        leaving.remove(session);
        giveBack(session);
    }

    private void giveBack(Session session) {
        session.removeChannel(channel);
        standings.remove(session);
        closed = --occupants == 0;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /// Whether a member, or with `-n` an outsider, may speak.
    boolean maySpeak(Session session) {
        boolean moderated = modes.has(Flag.MODERATED);
        if (!moderated && bans.isEmpty()) return true;
        return standings.containsKey(session) || (!moderated && !isBanned(session));
    }

    private boolean isBanned(Session session) {
        for (var ban : bans) {
            if (ban.covers(session)) return true;
        }
        return false;
    }

    /// Changes the modes.
    ///
    /// @return whether that made a difference, as of the next two methods
    synchronized boolean change(UnaryOperator<ChannelModes> change) {
        var before = modes;
        modes = change.apply(before);
        return !modes.equals(before);
    }

    /// Gives a member a standing or takes it.
    ///
    /// @param mode `o` or `v`
    synchronized boolean setStanding(Session session, char mode, boolean on) {
        if (!session.isIn(channel)) return false; // has left meanwhile, and its standing with it
        var before = standing(session);
        var after = before.with(mode, on);
        if (after.equals(Standing.NONE)) {
            standings.remove(session);
        } else {
            standings.put(session, after);
        }
        return !after.equals(before);
    }

    synchronized boolean addBan(Ban ban) {
        if (bans.stream().anyMatch(other -> other.isOf(ban.mask().toString()))) return false;
        var longer = new ArrayList<>(bans);
        longer.add(ban);
        bans = List.copyOf(longer);
        return true;
    }

    /// Lifts a ban.
    ///
    /// @return the ban as it was set; none if there was none
    synchronized Optional<Ban> removeBan(String mask) {
        var found = bans.stream().filter(ban -> ban.isOf(mask)).findFirst();
        bans = bans.stream().filter(ban -> !ban.isOf(mask)).toList();
        return found;
    }
}
