package chatlab.server.net;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many messages of each server have arrived at this one, and how many each has sent as far as
/// it has told. This is what tells that nothing more will come; a PONG tells nothing of other
/// servers. Thread-safe by its monitor.
public final class Counts {
    private final Map<String, Arrivals> servers = new TreeMap<>();
    private List<String> view = List.of();

    /// What has arrived from one server.
    ///
    /// @param received how often its users have said something that arrived here
    /// @param sent how often they have said something, as it told last
    /// @param quiet how often it has told the same number since the last message arrived
    public record Arrivals(long received, long sent, long quiet) {
        private static final Arrivals NONE = new Arrivals(0, -1, 0);
    }

    synchronized void view(List<String> names) {
        view = List.copyOf(names);
    }

    synchronized void said(String from) {
        var before = servers.getOrDefault(from, Arrivals.NONE);
        servers.put(from, new Arrivals(before.received() + 1, before.sent(), 0));
    }

    synchronized void pulse(String from, long sent) {
        var before = servers.getOrDefault(from, Arrivals.NONE);
        long quiet = before.sent() == sent ? before.quiet() + 1 : 0;
        servers.put(from, new Arrivals(before.received(), sent, quiet));
    }

    /// The servers that can be reached.
    public synchronized List<String> view() {
        return view;
    }

    public synchronized Map<String, Arrivals> servers() {
        return new TreeMap<>(servers);
    }
}
