package chatlab.relay;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Faults of the network that one server sees, caused on purpose: lost packets, and a split.
///
/// Give one to [RelayOptions], then change it at any time and from any thread. For a split, each
/// server must be split from those of the other part: a server that hears others, which do not
/// hear it, is another fault.
public final class NetFaults {

    /// Told about each change; called while holding the monitor.
    interface Watcher {
        void changed(double loss, Set<String> lost);
    }

    private double loss; // guarded by this
    private final Set<String> lost = new LinkedHashSet<>(); // guarded by this
    private Watcher watcher = (_, _) -> {}; // guarded by this

    /// From now on, this share of the messages that arrive is dropped.
    ///
    /// @param share from 0 to 1
    public synchronized void lose(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(share + " is not between 0 and 1");
        }
        loss = share;
        watcher.changed(loss, Set.copyOf(lost));
    }

    /// From now on, nothing arrives from these servers, in addition to those named before.
    public synchronized void splitFrom(Collection<String> servers) {
        lost.addAll(servers);
        watcher.changed(loss, Set.copyOf(lost));
    }

    /// Ends the split. Lost packets are another fault, and stay.
    public synchronized void heal() {
        lost.clear();
        watcher.changed(loss, Set.of());
    }

    synchronized void watch(Watcher newWatcher) {
        watcher = newWatcher;
        watcher.changed(loss, Set.copyOf(lost));
    }
}
