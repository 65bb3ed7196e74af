import chatlab.relay.Arrival;
import chatlab.relay.HoldBack;

import java.util.List;
import java.util.Map;

/// Delivers a message when everything has been delivered that its sender had got before.
///
/// - **Stamp:** TODO what a message must carry, so that a receiver can tell.
/// - **Invariant:** TODO what is true of all that this server has delivered.
/// - **Waits:** TODO which messages, and how long at most.
///
/// TODO This one delivers whatever arrives at once, as the relay `fifo` does.
public final class MyCausal implements HoldBack {
    private final String self;

    /// @param self the name of this server
    public MyCausal(String self) {
        this.self = self;
    }

    @Override
    public Map<String, Integer> send() {
        return Map.of(self, 1);
    }

    @Override
    public List<Arrival> receive(Arrival message) {
        return List.of(message);
    }

    @Override
    public List<Arrival> end() {
        return List.of();
    }
}
