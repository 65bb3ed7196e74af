package chatlab.server.net;

import chatlab.server.net.Event.Deed;

import java.util.ArrayList;
import java.util.List;

/// Cuts a long list of deeds into events of permitted length.
final class Parts {
    private Parts() {}

    /// At least one part, perhaps empty.
    static List<List<Deed>> of(List<Deed> deeds, int maxBytes) {
        var parts = new ArrayList<List<Deed>>();
        var part = new ArrayList<Deed>();
        int bytes = 0;
        for (var deed : deeds) {
            int size = EventCodec.size(deed) + 1;
            if (!part.isEmpty() && bytes + size > maxBytes) {
                parts.add(List.copyOf(part));
                part.clear();
                bytes = 0;
            }
            part.add(deed);
            bytes += size;
        }
        parts.add(List.copyOf(part));
        return parts;
    }
}
