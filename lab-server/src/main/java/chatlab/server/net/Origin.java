package chatlab.server.net;

import chatlab.server.channel.User;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.State;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// One server of the net, as this server sees it.
///
/// Confined to [Arrivals], except that other threads may look users up.
final class Origin {
    private static final int PATIENCE = 2;

    final String server;
    final boolean isThisServer;
    final Sequence sequence;

    /// Its registered users by number.
    final Map<Long, User> users = new ConcurrentHashMap<>();

    /// The parts of its latest state that have arrived.
    private final TreeMap<Integer, State> parts = new TreeMap<>();

    private long partsUpTo = -1;

    private int digest;
    private int differences;

    Origin(String server, boolean isThisServer, Sequence sequence) {
        this.server = server;
        this.isThisServer = isThisServer;
        this.sequence = sequence;
    }

    /// Whether this server knows something else of channels than the other, and for longer than
    /// news are on their way.
    boolean differs(int theirs, int ours) {
        differences = theirs == digest && theirs != ours ? differences + 1 : 0;
        digest = theirs;
        if (differences < PATIENCE) return false;
        differences = 0;
        return true;
    }

    /// Adds a part of a state.
    ///
    /// @return all deeds of the state, if this was the last missing part
    Optional<List<Deed>> add(State part) {
        if (part.upTo() < partsUpTo) return Optional.empty();
        if (part.upTo() > partsUpTo) parts.clear();
        partsUpTo = part.upTo();
        parts.put(part.part(), part);
        if (parts.size() < part.parts()) return Optional.empty();
        var deeds = new ArrayList<Deed>();
        parts.values().forEach(each -> deeds.addAll(each.deeds()));
        parts.clear();
        return Optional.of(deeds);
    }
}
