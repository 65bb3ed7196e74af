package chatlab.relay.arrivals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How much is said, and who crashes; not in which order.
///
/// @param sends how many messages each server sends
/// @param crashed servers that crash: what they sent reaches each other server, or does not, and
///   the view ends at all others
public record Program(String name, Map<String, Integer> sends, Set<String> crashed) {
    /// Small enough to run in every order.
    static final List<Program> SMALL =
            List.of(
                    of("question", Set.of(), 1, 1, 0),
                    of("two-questions", Set.of(), 2, 1, 0),
                    of("one-each", Set.of(), 1, 1, 1),
                    of("crash", Set.of("a"), 1, 1, 1));

    /// Has too many orders to run all.
    static final Program LARGE = of("large", Set.of(), 3, 3, 3, 3);

    public Program {
        sends = new TreeMap<>(sends);
        crashed = Set.copyOf(crashed);
    }

    private static Program of(String name, Set<String> crashed, int... sends) {
        var servers = new TreeMap<String, Integer>();
        for (int i = 0; i < sends.length; i++)
            servers.put(String.valueOf((char) ('a' + i)), sends[i]);
        return new Program(name, servers, crashed);
    }

    /// The program that a schedule is an order of; it has three servers at least. If a view ends in
    /// it, a server at which nothing happens but sending has crashed.
    static Program of(List<Step> schedule) {
        var sends = new TreeMap<>(Map.of("a", 0, "b", 0, "c", 0));
        var crashed = new TreeSet<>(sends.keySet());
        boolean isEnded = false;
        for (var step : schedule) {
            sends.merge(step.server(), step instanceof Step.Send ? 1 : 0, Integer::sum);
            if (step instanceof Step.Arrive arrive) sends.putIfAbsent(arrive.from(), 0);
            if (!(step instanceof Step.Send)) crashed.remove(step.server());
            isEnded |= step instanceof Step.End;
        }
        return new Program("played", sends, isEnded ? crashed : Set.of());
    }
}
