package chatlab.relay.ordering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Causal order within a view.
///
/// The algorithm is CBCAST (Birman, Schiper and Stephenson, *Lightweight Causal and Atomic Group
/// Multicast*, ACM TOCS 9(3), 1991). Each message carries a vector clock: how many messages of each
/// server its sender had delivered, and for the sender itself the message's own number. It waits
/// until as many are delivered here.
///
/// What still waits at the end, waits for a message of a server that is gone, which nobody will
/// send again; it is delivered without it.
///
/// @param <S> a server
/// @param <M> a message
public final class VectorClocks<S, M> implements ViewOrder<S, M> {

    private record Waiting<S, M>(S sender, Map<S, Long> clock, M message) {

        /// If one message depends on another, its sum is greater.
        long sum() {
            return clock.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final S self;
    private final Map<S, Long> delivered = new HashMap<>();
    private final List<Waiting<S, M>> waiting = new ArrayList<>();

    /// More than `delivered` says of this server: its own messages take time to come back, too.
    private long sent;

    public VectorClocks(S self) {
        this.self = self;
    }

    @Override
    public Map<S, Long> stamp() {
        var clock = new LinkedHashMap<>(delivered);
        clock.put(self, ++sent);
        return clock;
    }

    @Override
    public List<M> received(S from, Map<S, Long> clock, M message) {
        waiting.add(new Waiting<>(from, clock, message));
        var result = new ArrayList<M>();
        boolean again = true;
        while (again) {
            again = false;
            for (Iterator<Waiting<S, M>> it = waiting.iterator(); it.hasNext(); ) {
                var next = it.next();
                if (!isReady(next)) continue;
                it.remove();
                deliver(next, result);
                again = true;
            }
        }
        return result;
    }

    @Override
    public List<M> end() {
        var result = new ArrayList<M>();
        waiting.sort(Comparator.comparingLong(Waiting::sum));
        for (var message : waiting) deliver(message, result);
        waiting.clear();
        return result;
    }

    private boolean isReady(Waiting<S, M> message) {
        for (var entry : message.clock.entrySet()) {
            long needed = entry.getValue();
            if (entry.getKey().equals(message.sender)) needed--;
            if (delivered.getOrDefault(entry.getKey(), 0L) < needed) return false;
        }
        return true;
    }

    private void deliver(Waiting<S, M> message, List<M> result) {
        delivered.merge(message.sender, message.clock.get(message.sender), Math::max);
        result.add(message.message);
    }
}
