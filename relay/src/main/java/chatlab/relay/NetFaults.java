package chatlab.relay;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/// Faults of the network that one server sees, caused on purpose: lost packets, and a split.
///
/// Give one to [RelayOptions], then change it at any time and from any thread. It concerns what
/// arrives. So for a split, each server must be split from those of the other part.
public final class NetFaults {
    private final Random random;
    private volatile double loss; // read for each packet
    private volatile Set<String> cut = Set.of(); // never changed, only replaced; read likewise

    /// None yet.
    public NetFaults() {
        this(System.nanoTime());
    }

    /// None yet.
    ///
    /// @param seed decides which packets are lost
    public NetFaults(long seed) {
        random = new Random(seed);
    }

    /// From now on, this share of the packets that arrive from others is lost.
    ///
    /// @param share from 0 to 1
    public void lose(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(share + " is not between 0 and 1");
        }
        loss = share;
    }

    /// From now on, nothing arrives from these servers, nor from those named before.
    public synchronized void splitFrom(Collection<String> servers) {
        var all = new LinkedHashSet<>(cut);
        all.addAll(servers);
        cut = Set.copyOf(all);
    }

    /// Ends the split. Packets are still lost at the share that was set.
    public synchronized void heal() {
        cut = Set.of();
    }

    /// Decides the fate of one packet.
    public boolean loses(String server) {
        if (cut.contains(server)) return true;
        double share = loss;
        return share > 0 && random.nextDouble() < share;
    }
}
