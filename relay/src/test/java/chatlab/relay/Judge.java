package chatlab.relay;

import static java.util.stream.Collectors.toMap;

import org.jspecify.annotations.NullUnmarked;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Which guarantees the logs of some servers break.
@NullUnmarked // its maps have a value for each event that it asks for
final class Judge {
    private Judge() {}

    /// @param events those that must be everywhere if nothing is lost
    static Set<RelayGuarantee> broken(TestNet net, Collection<String> events) {
        return broken(net, events, net.nodes);
    }

    static Set<RelayGuarantee> broken(
            TestNet net, Collection<String> events, List<TestNet.Node> nodes) {
        var broken = EnumSet.noneOf(RelayGuarantee.class);
        var places = new HashMap<TestNet.Node, Map<String, Integer>>();
        for (var node : nodes) {
            var log = node.log();
            if (new HashSet<>(log).size() < log.size()) broken.add(RelayGuarantee.NO_DUPLICATION);
            places.put(
                    node,
                    IntStream.range(0, log.size())
                            .boxed()
                            .collect(toMap(log::get, place -> place, Math::min)));
            if (!log.containsAll(events)) broken.add(RelayGuarantee.RELIABLE);
            if (breaksSenderOrder(net, log)) broken.add(RelayGuarantee.FIFO_ORDER);
        }
        for (var place : places.values()) {
            if (breaksCausalOrder(net, place)) broken.add(RelayGuarantee.CAUSAL_ORDER);
            for (var other : places.values()) {
                if (breaksTotalOrder(place, other)) broken.add(RelayGuarantee.TOTAL_ORDER);
            }
        }
        return broken;
    }

    private static boolean breaksSenderOrder(TestNet net, List<String> log) {
        var latest = new HashMap<TestNet.Node, Integer>();
        for (var event : log) {
            var sent = net.sent.get(event);
            if (sent.number() < latest.getOrDefault(sent.by(), -1)) return true;
            latest.put(sent.by(), sent.number());
        }
        return false;
    }

    /// Whether an event is here before another that its sender had got, or without it.
    private static boolean breaksCausalOrder(TestNet net, Map<String, Integer> places) {
        for (var event : places.keySet()) {
            var sent = net.sent.get(event);
            for (var before : sent.by().log().subList(0, sent.known())) {
                var place = places.get(before);
                if (place == null || place > places.get(event)) return true;
            }
        }
        return false;
    }

    private static boolean breaksTotalOrder(Map<String, Integer> one, Map<String, Integer> other) {
        var shared =
                one.keySet().stream()
                        .filter(other::containsKey)
                        .sorted((a, b) -> Integer.compare(one.get(a), one.get(b)))
                        .toList();
        int last = -1;
        for (var event : shared) {
            if (other.get(event) < last) return true;
            last = other.get(event);
        }
        return false;
    }
}
