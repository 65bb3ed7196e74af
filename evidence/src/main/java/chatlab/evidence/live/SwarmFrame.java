package chatlab.evidence.live;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A running swarm at one moment: a line of `lab swarm --follow TIME`.
///
/// Clients are numbered from 0: first the members (the senders first among them), then the clients
/// that join and leave.
///
/// @param round counted from 1: the swarm is repeated with fresh connections
/// @param phase such as `sending`
/// @param seconds since the round began to send; 0 before
/// @param members for each client a character: `1` it is in the channel, `0` it is not, `x` its
///   connection has ended, `s` it has stopped reading
/// @param sent messages that this round has sent
/// @param delivered arrivals in this round
/// @param verdict the audit of this round so far, or at its end; null before the first
/// @param flights samples of the messages that were sent since the line before
/// @param problem why this round has no verdict, as a sentence; null if nothing is wrong
public record SwarmFrame(
        String schema,
        int round,
        String phase,
        double seconds,
        String members,
        long sent,
        long delivered,
        @Nullable Verdict verdict,
        List<Flight> flights,
        @Nullable String problem) {
    public static final String SCHEMA = "chatlab/swarm-frame/1";

    public SwarmFrame {
        flights = List.copyOf(flights);
    }

    /// What the audit says about the messages that are settled: they have arrived or never will.
    ///
    /// @param isFinal whether it is about the whole round; otherwise clients that join and leave
    ///   are not judged yet
    /// @param lost, duplicated, reordered, early, alien as in `chatlab/swarm/1`, for all receivers
    ///   together
    /// @param disconnected receivers whose connection the server has ended
    /// @param disagreement two receivers that got two messages in opposite orders; null: there is
    ///   one total order
    /// @param missed each receiver that has lost messages
    public record Verdict(
            boolean isFinal,
            long expected,
            long delivered,
            long lost,
            long duplicated,
            long reordered,
            long early,
            long alien,
            int disconnected,
            @Nullable String disagreement,
            List<Missed> missed) {
        public Verdict {
            missed = List.copyOf(missed);
        }
    }

    /// What one receiver has lost.
    ///
    /// @param first the first messages of these
    public record Missed(int client, int lost, List<MessageName> first) {
        public Missed {
            first = List.copyOf(first);
        }
    }

    /// One message.
    ///
    /// @param sender a client
    /// @param sequence counted from 0
    public record MessageName(int sender, int sequence) {}

    /// One message on its way.
    ///
    /// @param got the clients that have received it
    /// @param missed the members that never will
    public record Flight(int sender, int sequence, List<Integer> got, List<Integer> missed) {
        public Flight {
            got = List.copyOf(got);
            missed = List.copyOf(missed);
        }
    }
}
