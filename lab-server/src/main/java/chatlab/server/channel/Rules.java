package chatlab.server.channel;

import chatlab.server.channel.ChannelModes.Flag;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// The rules of a channel: its modes, its bans, its operators, and how many places are taken.
/// Thread-safe.
///
/// The broadcast strategy may be broken, so the rules do not rely on it. They are not a second list
/// of members: they keep only those with a standing.
///
/// Every change happens under the monitor, so that a user gets or loses the place, the entry in
/// [Memberships] and the standing in one step. No code calls a strategy or an outbox under the
/// monitor. Most questions need no monitor: they read values that are replaced whole.
public final class Rules {
    private final Channel channel;

    /// Volatile: every PRIVMSG reads it.
    private volatile ChannelModes modes = ChannelModes.INITIAL;

    /// Volatile like the modes. Immutable, replaced whole.
    private volatile List<Ban> bans = List.of();

    /// Operators and users with a voice. Concurrent: NAMES and WHO read it while others change it.
    private final Map<User, Standing> standings = new ConcurrentHashMap<>();

    /// How many users are in the channel or entering. Guarded by the monitor, as is `closed`.
    private int occupants;

    /// Users whose call of the strategy's `join` is in progress. Guarded by the monitor.
    private final Set<User> entering = new HashSet<>();

    /// Users whose call of the strategy's `leave` is in progress. Guarded by the monitor.
    private final Set<User> leaving = new HashSet<>();

    /// Whether the last user has left. A closed channel stays closed.
    private boolean closed;

    Rules(Channel channel) {
        this.channel = channel;
    }

    public ChannelModes modes() {
        return modes;
    }

    public List<Ban> bans() {
        return bans;
    }

    public synchronized int occupants() {
        return occupants;
    }

    public Standing standing(User user) {
        return standings.getOrDefault(user, Standing.NONE);
    }

    public boolean isOperator(User user) {
        return standing(user).operator();
    }

    /// Gives a user a place, if the rules allow it. The first user becomes operator. Call
    /// [#arrived] when the user is in the strategy.
    ///
    /// @param key the channel's key that the user gave
    public synchronized Admission admit(User user, @Nullable String key) {
        if (closed) return Admission.GONE;
        var admission = judge(user, key);
        return admission == Admission.WELCOME ? place(user, occupants == 0) : admission;
    }

    /// Gives a user a place without a question: the user's own server has asked already. Else as
    /// [#admit].
    ///
    /// @param operator whether the user founded the channel
    public synchronized Admission place(User user, boolean operator) {
        if (closed) return Admission.GONE;
        occupants++;
        if (operator) standings.put(user, Standing.OPERATOR);
        entering.add(user);
        user.channels().add(channel);
        return Admission.WELCOME;
    }

    /// Whether the rules let a user in. An invitation is used up.
    ///
    /// @param key as for [#admit]
    public synchronized Admission judge(User user, @Nullable String key) {
        if (user.channels().useInvitation(channel)) return Admission.WELCOME;
        if (isBanned(user)) return Admission.BANNED;
        if (modes.has(Flag.INVITE_ONLY)) return Admission.INVITATION_NEEDED;
        if (modes.key() != null && !modes.key().equals(key)) return Admission.WRONG_KEY;
        if (modes.limit() != 0 && occupants >= modes.limit()) return Admission.FULL;
        return Admission.WELCOME;
    }

    /// Notes that an entering user is in the strategy.
    ///
    /// @return false if another thread took the user out meanwhile; the caller must then take the
    ///   user out of the strategy again
    public synchronized boolean arrived(User user) {
        return entering.remove(user);
    }

    /// How far the departing user had got.
    public enum Departure {
        /// Not in the channel, or another thread is taking the user out.
        NONE,
        /// Entering. The place is free again; the user's own thread does the rest.
        ENTERING,
        /// In. The caller must take the user out of the strategy and then call [#gone].
        IN
    }

    /// Begins to take a user out, for a PART, a KICK or a QUIT. If several threads try at the same
    /// time, one succeeds. The user cannot enter again before [#gone], so the strategy forgets this
    /// stay and not the next one.
    public synchronized Departure depart(User user) {
        if (!user.channels().contains(channel) || leaving.contains(user)) return Departure.NONE;
        if (entering.remove(user)) {
            giveBack(user);
            return Departure.ENTERING;
        }
        leaving.add(user);
        return Departure.IN;
    }

    /// Gives back the place of a user who has left the strategy.
    public synchronized void gone(User user) {
        leaving.remove(user);
        giveBack(user);
    }

    private void giveBack(User user) {
        user.channels().remove(channel);
        standings.remove(user);
        closed = --occupants == 0;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /// Whether a member may speak; with `-n`, also an outsider.
    public boolean maySpeak(User user) {
        boolean moderated = modes.has(Flag.MODERATED);
        if (!moderated && bans.isEmpty()) return true;
        return standings.containsKey(user) || (!moderated && !isBanned(user));
    }

    private boolean isBanned(User user) {
        for (var ban : bans) {
            if (ban.covers(user)) return true;
        }
        return false;
    }

    /// Changes the modes.
    ///
    /// @return whether that made a difference, as for the next two methods
    public synchronized boolean change(UnaryOperator<ChannelModes> change) {
        var before = modes;
        modes = change.apply(before);
        return !modes.equals(before);
    }

    /// Gives a member a right or takes it.
    ///
    /// @param mode `o` or `v`
    public synchronized boolean setStanding(User user, char mode, boolean on) {
        if (!user.channels().contains(channel))
            return false; // left meanwhile, and lost its standing
        var before = standing(user);
        var after = before.with(mode, on);
        if (after.equals(Standing.NONE)) {
            standings.remove(user);
        } else {
            standings.put(user, after);
        }
        return !after.equals(before);
    }

    public synchronized boolean addBan(Ban ban) {
        if (bans.stream().anyMatch(other -> other.isOf(ban.mask().toString()))) return false;
        var longer = new ArrayList<>(bans);
        longer.add(ban);
        bans = List.copyOf(longer);
        return true;
    }

    /// Lifts a ban.
    ///
    /// @return the ban as it was set; empty if there was none
    public synchronized Optional<Ban> removeBan(String mask) {
        var found = bans.stream().filter(ban -> ban.isOf(mask)).findFirst();
        bans = bans.stream().filter(ban -> !ban.isOf(mask)).toList();
        return found;
    }
}
