package chatlab.server.net;

import chatlab.evidence.live.NetCounts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many messages of each server have arrived at this one, and how many each has sent as far as
/// it has told. This is what tells that nothing more will come; a PONG tells nothing of other
/// servers. Thread-safe by its monitor.
public final class Counts {
    private final Map<String, NetCounts.Origin> servers = new TreeMap<>();
    private List<String> view = List.of();

    synchronized void view(List<String> names) {
        view = List.copyOf(names);
    }

    synchronized void said(String from) {
        var before = servers.getOrDefault(from, NetCounts.Origin.NONE);
        servers.put(from, new NetCounts.Origin(before.received() + 1, before.sent(), 0));
    }

    synchronized void pulse(String from, long sent) {
        var before = servers.getOrDefault(from, NetCounts.Origin.NONE);
        long quiet = before.sent() == sent ? before.quiet() + 1 : 0;
        servers.put(from, new NetCounts.Origin(before.received(), sent, quiet));
    }

    /// The servers that can be reached.
    public synchronized List<String> view() {
        return view;
    }

    public synchronized Map<String, NetCounts.Origin> servers() {
        return new TreeMap<>(servers);
    }
}
