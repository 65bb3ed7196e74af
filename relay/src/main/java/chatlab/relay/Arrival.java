package chatlab.relay;

import java.util.Map;

/// A message that has arrived at a server, as a [HoldBack] sees it: what it says is not its
/// business. Equal to itself only.
public final class Arrival {
    private final String from;
    private final Map<String, Integer> stamp;

    /// @param from the server that sent it
    /// @param stamp what the sender's [HoldBack#send()] returned
    public Arrival(String from, Map<String, Integer> stamp) {
        this.from = from;
        this.stamp = Map.copyOf(stamp);
    }

    /// The server that sent it.
    public String from() {
        return from;
    }

    /// What the sender's [HoldBack#send()] returned. It cannot be changed.
    public Map<String, Integer> stamp() {
        return stamp;
    }
}
