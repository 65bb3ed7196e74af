package chatlab.evidence.live;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import java.util.List;
import java.util.Map;

/// What one server of a net has got from the others: the answer to the line `counts` on the
/// standard input of `lab server --json --until-eof --relay NAME`.
///
/// @param server its name
/// @param view the servers that it can reach
/// @param origins by the name of a server: what has arrived from its users
/// @param relay what the relay has done
@JsonIgnoreProperties(ignoreUnknown = true)
public record NetCounts(
        String schema, String server, List<String> view, Map<String, Origin> origins, Relay relay) {

    /// The name and version of this record's schema.
    public static final String SCHEMA = "chatlab/net-counts/1";

    /// Events of this server that have not come back. Those that were lost or refused count, too.
    public long lag() {
        return Math.max(0, relay.sent() - relay.returned());
    }

    /// What has arrived from the users of one server.
    ///
    /// @param received how many of their messages
    /// @param sent how many they have sent, as their server told last; -1 if it never did
    /// @param quiet how often their server has told the same number since the last message arrived
    public record Origin(long received, long sent, long quiet) {
        /// Of a server that was never heard of.
        public static final Origin NONE = new Origin(0, -1, 0);
    }

    /// What the relay of one server has done.
    ///
    /// @param sent events that this server has sent
    /// @param returned of these, how many have come back
    /// @param received events received, also those of this server
    /// @param refused events that the relay has refused
    /// @param packetsSent packets, each with one event or more
    /// @param retransmissions messages that this server has sent once more
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Relay(
            long sent,
            long returned,
            long received,
            long refused,
            long packetsSent,
            long retransmissions) {}
}
