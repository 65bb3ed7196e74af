package chatlab.harness.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The receivers of all runs in this JVM: the same objects each time.
///
/// Their identity hash codes agree, in the bits that choose a stripe or a bin of a small table,
/// with those in every other JVM. So a strategy that hashes its subscribers runs alike in all.
public final class RecordingSubscribers {
    /// In this order in tables. dave comes before carol, so that a walk through the table can pass
    /// him by before he joins and reach her after she has left.
    private static final List<String> NAMES =
            List.of("ann", "bob", "dave", "carol", "erin", "eve", "nobody");

    private static final int LOW_BITS = 0x1f;

    /// These are folded onto the low ones by `HashMap` and `ConcurrentHashMap`.
    private static final int HIGH_BITS = 0x1f0000;

    private final Map<String, RecordingSubscriber> receivers = new HashMap<>();

    RecordingSubscriber called(String name) {
        return receivers.computeIfAbsent(name, RecordingSubscribers::make);
    }

    private static RecordingSubscriber make(String name) {
        int wanted = (NAMES.indexOf(name) + 1) & LOW_BITS;
        while (true) {
            var made = new RecordingSubscriber(name);
            if ((System.identityHashCode(made) & (LOW_BITS | HIGH_BITS)) == wanted) return made;
        }
    }
}
