package chatlab.relay;

/// What one relay has done since it was opened.
///
/// @param sent events that this server has sent
/// @param returned of these, how many have come back to this server; the difference to `sent` is
///   the relay's lag, plus what was lost or refused
/// @param received events received, also those of this server
/// @param refused events refused
/// @param packetsSent packets; each carries one event or more
/// @param packetsReceived packets
/// @param retransmissions messages that this server has sent once more because another server
///   missed them
public record RelayStats(
        long sent,
        long returned,
        long received,
        long refused,
        long packetsSent,
        long packetsReceived,
        long retransmissions) {}
