package chatlab.relay;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/// Faults of the network that one server sees, caused on purpose: lost packets, late packets, and a
/// split.
///
/// Give one to [RelayOptions], then change it at any time and from any thread. It concerns what
/// arrives. So for a split, each server must be split from those of the other part.
public final class NetFaults {
    private final Random random;
    private volatile double loss; // read for each packet
    private volatile Lateness lateness = new Lateness(0, 0); // likewise
    private volatile Set<String> cut = Set.of(); // never changed, only replaced; read likewise

    private record Lateness(double share, long millis) {}

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
        loss = checked(share);
    }

    /// From now on, this share of the packets that arrive from others is late, so that others
    /// overtake them.
    ///
    /// @param share from 0 to 1
    public void delay(double share, long millis) {
        lateness = new Lateness(checked(share), millis);
    }

    private static double checked(double share) {
        if (share >= 0 && share <= 1) return share;
        throw new IllegalArgumentException(share + " is not between 0 and 1");
    }

    /// From now on, nothing arrives from these servers, nor from those named before.
    public synchronized void splitFrom(Collection<String> servers) {
        var all = new LinkedHashSet<>(cut);
        all.addAll(servers);
        cut = Set.copyOf(all);
    }

    /// Ends the split. Lost and late packets remain as they were set.
    public synchronized void heal() {
        cut = Set.of();
    }

    /// Whether one packet that arrives from this server is lost.
    public boolean loses(String server) {
        return cut.contains(server) || happens(loss);
    }

    /// By how many milliseconds one packet that arrives is late.
    public long delays() {
        var now = lateness;
        return happens(now.share) ? now.millis : 0;
    }

    private boolean happens(double share) {
        return share > 0 && random.nextDouble() < share;
    }
}
