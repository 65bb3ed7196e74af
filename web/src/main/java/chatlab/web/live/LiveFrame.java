package chatlab.web.live;

import chatlab.evidence.live.ServerCounts;
import chatlab.evidence.live.SwarmFrame.Flight;
import chatlab.evidence.live.SwarmFrame.Missed;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What all viewers see at one moment.
///
/// @param millis since the site started
/// @param isStalled whether one client of each side has been asked not to read
/// @param settings of what runs, or of what would
/// @param sides empty if nothing runs
record LiveFrame(
        String schema, long millis, boolean isStalled, LiveSettings settings, List<Side> sides) {
    static final String SCHEMA = "chatlab/live/1";

    /// How far a side is.
    enum Status {
        STARTING,
        RUNNING,
        FAILED
    }

    /// One server and its swarm.
    ///
    /// @param twin the correct strategy that this one is a broken twin of; null if it is not broken
    ///   on purpose
    /// @param problem why there is nothing to see, in the child's words; null if nothing is wrong
    /// @param round, phase, seconds, members of the swarm, as in `chatlab/swarm-frame/1`
    /// @param rate messages that were delivered in the last second
    /// @param audit of all rounds so far
    /// @param missed by each receiver, in all rounds so far
    /// @param server its latest counts; null before the first
    /// @param flights as in `chatlab/swarm-frame/1`
    record Side(
            String strategy,
            @Nullable String twin,
            Status status,
            @Nullable String problem,
            int round,
            String phase,
            double seconds,
            String members,
            long rate,
            Audit audit,
            List<Missed> missed,
            @Nullable ServerCounts server,
            List<Flight> flights) {}

    /// Sums over all rounds.
    ///
    /// @param disagreement the latest; null: one total order in every round so far
    record Audit(
            long sent,
            long expected,
            long delivered,
            long lost,
            long duplicated,
            long reordered,
            long early,
            long alien,
            int disconnected,
            @Nullable String disagreement) {
        static final Audit NONE = new Audit(0, 0, 0, 0, 0, 0, 0, 0, 0, null);
    }
}
