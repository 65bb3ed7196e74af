import chatlab.relay.Arrival;
import chatlab.relay.HoldBack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Delivers a message when everything has been delivered that its sender had got before.
///
/// - **Stamp:** how many messages of each server its sender had delivered; for the sender itself,
///   the message's own number.
/// - **Invariant:** with a message, everything is delivered that its sender had got or sent before.
/// - **Waits:** a message of which something is missing, until that has arrived or the view is
///   over.
public final class MyCausal implements HoldBack {
    private final String self;
    private final Map<String, Integer> delivered = new HashMap<>();
    private final List<Arrival> waiting = new ArrayList<>();

    /// Not `delivered.get(self)`: this server's own messages take time to come back, too.
    private int sent;

    /// @param self the name of this server
    public MyCausal(String self) {
        this.self = self;
    }

    @Override
    public Map<String, Integer> send() {
        var stamp = new HashMap<>(delivered);
        stamp.put(self, ++sent);
        return stamp;
    }

    @Override
    public List<Arrival> receive(Arrival message) {
        waiting.add(message);
        var result = new ArrayList<Arrival>();
        // Each delivery may be what another message waits for.
        for (int i = 0; i < waiting.size(); ) {
            if (isReady(waiting.get(i))) {
                var next = waiting.remove(i);
                delivered.merge(next.from(), 1, Integer::sum);
                result.add(next);
                i = 0;
            } else {
                i++;
            }
        }
        return result;
    }

    private boolean isReady(Arrival message) {
        for (var entry : message.stamp().entrySet()) {
            boolean isSender = entry.getKey().equals(message.from());
            int needed = isSender ? entry.getValue() - 1 : entry.getValue();
            if (delivered.getOrDefault(entry.getKey(), 0) < needed) return false;
        }
        return true;
    }

    /// What is missing will not come any more. A message has a greater sum than one before it.
    @Override
    public List<Arrival> end() {
        var rest = new ArrayList<>(waiting);
        rest.sort(Comparator.comparingInt(MyCausal::sum));
        return rest;
    }

    private static int sum(Arrival message) {
        return message.stamp().values().stream().mapToInt(Integer::intValue).sum();
    }
}
