package chatlab.relay;

import java.util.List;

/// The servers that one server can reach, itself included.
///
/// @param number grows with each view of this server
/// @param servers the oldest first
/// @param joined who can be reached now and could not be reached in the view before. In the first
///   view these are all servers. A server that restarted at once is in both lists.
/// @param left who could be reached in the view before
/// @param merged true if two parts of a net that was split have found each other again: tell the
///   others what you know. It may be true with nobody in `joined`: the others may have lost sight
///   of this server, and it not of them.
public record View(
        long number, List<Server> servers, List<Server> joined, List<Server> left, boolean merged) {
    public View {
        servers = List.copyOf(servers);
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }
}
