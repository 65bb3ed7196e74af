package chatlab.relay.ordering;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Which of the messages that one server has received it may deliver, so that none comes before a
/// message that its sender had delivered.
///
/// The algorithm is CBCAST (Birman, Schiper and Stephenson, *Lightweight Causal and Atomic Group
/// Multicast*, ACM TOCS 9(3), 1991). Each message carries a vector clock: how many messages of each
/// server its sender had delivered. It waits until as many are delivered here. Below this class,
/// messages of one server arrive in the order sent.
///
/// Clocks count within a view. Each server announces a view to all others before it sends the first
/// message in it. So once all members of an old view, as far as they are still here, have announced
/// a later one, all their messages of the old view have arrived. Only then are messages of the next
/// view delivered. What is still waiting then, waits for a message of a server that is gone, which
/// nobody will send again; it is delivered without it. A message that was sent in a view without
/// this server (in the other part of a split net) is not delivered.
///
/// Not safe for use by several threads.
///
/// @param <S> a server
/// @param <V> a view
/// @param <M> a message
final class CausalQueue<S, V extends Comparable<? super V>, M> {

    /// What a message carries: its view, and how many messages of this view its sender had
    /// delivered, by their senders; for the sender itself, its number.
    record Stamp<S, V>(V view, Map<S, Long> clock) {}

    private record Waiting<S, M>(S sender, Map<S, Long> clock, M message) {

        /// If one message depends on another, its sum is greater.
        long sum() {
            return clock.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// A view that this server is in, and the messages sent in it.
    private static final class Epoch<S, M> {
        final Set<S> members;
        final Map<S, Long> delivered = new HashMap<>();
        final List<Waiting<S, M>> waiting = new ArrayList<>();

        Epoch(Set<S> members) {
            this.members = Set.copyOf(members);
        }
    }

    private final S self;

    /// The first is the one whose messages are delivered now.
    private final NavigableMap<V, Epoch<S, M>> epochs = new TreeMap<>();

    /// The latest view that each server has announced.
    private final Map<S, V> announced = new HashMap<>();

    /// The view in which this server sends.
    private @Nullable V current;

    private long sent;

    CausalQueue(S self) {
        this.self = self;
    }

    /// This server enters a view. It must now be announced to all, this server included: its own
    /// messages of the old view may still be on their way back to it.
    void install(V view, Set<S> members) {
        current = view;
        sent = 0;
        announced.keySet().retainAll(members);
        add(view, members);
    }

    /// A server has entered a view, which has these members.
    void announced(S from, V view, Set<S> members) {
        announced.put(from, view);
        if (members.contains(self)) add(view, members);
    }

    private void add(V view, Set<S> members) {
        boolean over = !epochs.isEmpty() && view.compareTo(epochs.firstKey()) < 0;
        if (!over) epochs.putIfAbsent(view, new Epoch<>(members));
    }

    /// The stamp for the next message of this server.
    Stamp<S, V> stamp() {
        if (current == null) throw new IllegalStateException("in no view");
        var epoch = epochs.get(current);
        var clock = new LinkedHashMap<S, Long>();
        if (epoch != null) clock.putAll(epoch.delivered);
        clock.put(self, ++sent);
        return new Stamp<>(current, clock);
    }

    /// A message has arrived.
    void received(S from, Stamp<S, V> stamp, M message) {
        var epoch = epochs.get(stamp.view());
        if (epoch != null) epoch.waiting.add(new Waiting<>(from, stamp.clock(), message));
    }

    /// Takes out the messages to deliver now, in this order.
    List<M> deliverable() {
        var result = new ArrayList<M>();
        while (!epochs.isEmpty()) {
            var first = epochs.firstEntry();
            deliverReady(first.getValue(), result);
            if (current == null || !isOver(first.getKey(), first.getValue())) break;
            deliverRest(first.getValue(), result);
            epochs.pollFirstEntry();
        }
        return result;
    }

    /// How many messages wait.
    int waiting() {
        return epochs.values().stream().mapToInt(epoch -> epoch.waiting.size()).sum();
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

    private void deliverReady(Epoch<S, M> epoch, List<M> result) {
        boolean again = true;
        while (again) {
            again = false;
            for (Iterator<Waiting<S, M>> it = epoch.waiting.iterator(); it.hasNext(); ) {
                var next = it.next();
                if (!isReady(next, epoch)) continue;
                it.remove();
                deliver(next, epoch, result);
                again = true;
            }
        }
    }

    private boolean isReady(Waiting<S, M> message, Epoch<S, M> epoch) {
        for (var entry : message.clock.entrySet()) {
            long needed = entry.getValue();
            if (entry.getKey().equals(message.sender)) needed--;
            if (epoch.delivered.getOrDefault(entry.getKey(), 0L) < needed) return false;
        }
        return true;
    }

    private void deliverRest(Epoch<S, M> epoch, List<M> result) {
        epoch.waiting.sort(Comparator.comparingLong(Waiting::sum));
        for (var message : epoch.waiting) deliver(message, epoch, result);
        epoch.waiting.clear();
    }

    private void deliver(Waiting<S, M> message, Epoch<S, M> epoch, List<M> result) {
        epoch.delivered.merge(message.sender, message.clock.get(message.sender), Math::max);
        result.add(message.message);
    }
}
