package chatlab.relay.ordering;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Which of the messages that one server has received it may deliver, from one view to the next.
///
/// Within a view a [ViewOrder] decides; clocks count within a view. Each server announces a view to
/// all others before it sends the first message in it. So once all members of an old view, as far
/// as they are still here, have announced a later one, all their messages of the old view have
/// arrived. Only then are messages of the next view delivered. A message that was sent in a view
/// without this server (in the other part of a split net) is not delivered.
///
/// Not safe for use by several threads.
///
/// @param <S> a server
/// @param <V> a view
/// @param <M> a message
final class CausalQueue<S, V extends Comparable<? super V>, M> {

    /// What a message carries: its view, and the clock of its [ViewOrder].
    record Stamp<S, V>(V view, Map<S, Long> clock) {}

    private record Arrived<S, M>(S from, Map<S, Long> clock, M message) {}

    /// A view that this server is in, and the messages sent in it.
    private static final class Epoch<S, M> {
        final Set<S> members;
        final ViewOrder<S, M> order;

        /// Not yet in `order`: if this is not the first epoch, they wait for the ones before.
        final List<Arrived<S, M>> arrived = new ArrayList<>();

        Epoch(Set<S> members, ViewOrder<S, M> order) {
            this.members = Set.copyOf(members);
            this.order = order;
        }
    }

    private final S self;
    private final Supplier<ViewOrder<S, M>> orders;

    /// The first is the one whose messages are delivered now.
    private final NavigableMap<V, Epoch<S, M>> epochs = new TreeMap<>();

    /// The latest view that each server has announced.
    private final Map<S, V> announced = new HashMap<>();

    /// The view in which this server sends.
    private @Nullable V current;

    private int waiting;

    /// @param orders makes one for each view
    CausalQueue(S self, Supplier<ViewOrder<S, M>> orders) {
        this.self = self;
        this.orders = orders;
    }

    /// This server enters a view. It must now be announced to all, this server included: its own
    /// messages of the old view may still be on their way back to it.
    void install(V view, Set<S> members) {
        current = view;
        announced.keySet().retainAll(members);
        epochs.putIfAbsent(view, new Epoch<>(members, orders.get()));
    }

    /// A server has entered a view, which has these members.
    void announced(S from, V view, Set<S> members) {
        announced.put(from, view);
        boolean over = !epochs.isEmpty() && view.compareTo(epochs.firstKey()) < 0;
        if (members.contains(self) && !over) {
            epochs.putIfAbsent(view, new Epoch<>(members, orders.get()));
        }
    }

    /// The stamp for the next message of this server.
    Stamp<S, V> stamp() {
        var epoch = current == null ? null : epochs.get(current);
        if (current == null || epoch == null) throw new IllegalStateException("in no view");
        return new Stamp<>(current, epoch.order.stamp());
    }

    /// A message has arrived.
    void received(S from, Stamp<S, V> stamp, M message) {
        var epoch = epochs.get(stamp.view());
        if (epoch == null) return;
        epoch.arrived.add(new Arrived<>(from, stamp.clock(), message));
        waiting++;
    }

    /// Takes out the messages to deliver now, in this order.
    List<M> deliverable() {
        var result = new ArrayList<M>();
        while (!epochs.isEmpty()) {
            var first = epochs.firstEntry();
            var epoch = first.getValue();
            for (var each : epoch.arrived) {
                result.addAll(epoch.order.received(each.from, each.clock, each.message));
            }
            epoch.arrived.clear();
            if (current == null || !isOver(first.getKey(), epoch)) break;
            result.addAll(epoch.order.end());
            epochs.pollFirstEntry();
        }
        waiting -= result.size();
        return result;
    }

    /// How many messages wait.
    int waiting() {
        return waiting;
    }

    private boolean isOver(V view, Epoch<S, M> epoch) {
        var now = current == null ? null : epochs.get(current);
        if (now == null || now == epoch) return false;
        for (var member : epoch.members) {
            if (!now.members.contains(member)) continue;
            var latest = announced.get(member);
            if (latest == null || latest.compareTo(view) <= 0) return false;
        }
        return true;
    }
}
