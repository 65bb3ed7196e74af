package chatlab.relay.arrivals;

import chatlab.relay.Arrival;
import chatlab.relay.HoldBack;
import chatlab.relay.RelayGuarantee;
import chatlab.relay.ordering.VectorClocks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shows that the search sees a mistake where there is one, and none where there is none.
public final class Canary {
    private Canary() {}

    /// Whether the search sees that an order which holds nothing back breaks `CAUSAL_ORDER`.
    public static boolean isCaught() {
        return new ArrivalSearch(_ -> new Nothing())
                .runSmallest()
                .witnesses()
                .containsKey(RelayGuarantee.CAUSAL_ORDER);
    }

    /// Whether the vector clocks of the relay `causal` break nothing.
    public static boolean isHeld() {
        return new ArrivalSearch(Clocks::new).runSmallest().witnesses().isEmpty();
    }

    /// BROKEN ON PURPOSE: delivers at once, as `fifo` does.
    private static final class Nothing implements HoldBack {
        @Override
        public Map<String, Integer> send() {
            return Map.of();
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

    /// The order of the relay `causal`.
    static final class Clocks implements HoldBack {
        private final VectorClocks<String, Arrival> clocks;

        Clocks(String self) {
            clocks = new VectorClocks<>(self);
        }

        @Override
        public Map<String, Integer> send() {
            var stamp = new LinkedHashMap<String, Integer>();
            clocks.stamp().forEach((server, number) -> stamp.put(server, number.intValue()));
            return stamp;
        }

        @Override
        public List<Arrival> receive(Arrival message) {
            var clock = new LinkedHashMap<String, Long>();
            message.stamp().forEach((server, number) -> clock.put(server, number.longValue()));
            return clocks.received(message.from(), clock, message);
        }

        @Override
        public List<Arrival> end() {
            return clocks.end();
        }
    }
}
