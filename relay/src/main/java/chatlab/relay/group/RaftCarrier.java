package chatlab.relay.group;

import chatlab.relay.Refusals;
import chatlab.relay.Refused;
import chatlab.relay.Refused.Reason;

import org.jgroups.JChannel;
import org.jgroups.View;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.raft.RaftHandle;
import org.jgroups.raft.StateMachine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Appends packets to the log that Raft copies to all servers, and reads what a majority has.
///
/// One packet is on its way at a time, and is repeated until the log has it. So a change of leader
/// loses nothing and reorders nothing. Its number tells a repetition (Ongaro, *Consensus: Bridging
/// Theory and Practice*, section 6.3).
///
/// A server that starts gets the whole log. It begins to deliver with the first packet whose sender
/// could reach it, as under the other orderings, where a server gets nothing from before its time.
final class RaftCarrier implements Carrier, StateMachine {
    private static final long PATIENCE_MILLIS = 1000;
    private static final long PAUSE_MILLIS = 50;
    private static final long CATCH_UP_NANOS = 200_000_000;

    private final JChannel channel;
    private final long incarnation;
    private final Incoming incoming;
    private final RAFT raft;
    private final RaftHandle handle;

    /// For each incarnation its latest packet in the log. Only Raft's one thread uses it.
    private final Map<Long, Long> latest = new HashMap<>();

    private long caughtUp = System.nanoTime(); // used by Raft's one thread

    private boolean begun; // used by Raft's one thread

    /// @param incarnation that of this server
    RaftCarrier(JChannel channel, long incarnation, Incoming incoming) {
        this.channel = channel;
        this.incarnation = incarnation;
        this.incoming = incoming;
        this.handle = new RaftHandle(channel, this);
        this.raft = handle.raft();
    }

    @Override
    public void mustBeReady() throws Refused {
        if (!hasMajority()) throw noMajority();
    }

    @Override
    public void carry(Packet packet) throws Refused, InterruptedException {
        boolean tried = false;
        while (true) {
            if (!hasMajority()) throw tried ? inDoubt() : noMajority();
            if (append(packet.forThose(reachedIncarnations()))) return;
            tried = true;
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /// Whether the log has the packet for sure.
    private boolean append(Packet packet) throws InterruptedException {
        var bytes = packet.bytes();
        try {
            handle.set(bytes, 0, bytes.length, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (Exception e) { // Raft declares no less: there is no leader, for now
            return false;
        }
    }

    private boolean hasMajority() {
        return reached() >= raft.majority();
    }

    private int reached() {
        View view = channel.getView();
        return view == null ? 0 : view.size();
    }

    private List<Long> reachedIncarnations() {
        View view = channel.getView();
        return view == null
                ? List.of()
                : view.getMembers().stream().map(Names::incarnation).toList();
    }

    private Refused noMajority() {
        return Refusals.noMajority(reached(), raft.members().size());
    }

    private Refused inDoubt() {
        return new Refused(
                Reason.IN_DOUBT,
                "Perhaps not sent: the majority of the servers was lost meanwhile. It may still"
                        + " arrive when the net is whole; look before you repeat it.");
    }

    /// Called by Raft's thread when a majority has the packet.
    @Override
    public byte[] apply(byte[] data, int offset, int length, boolean answer) {
        try {
            var packet = Packet.of(data, offset, length);
            long before = latest.getOrDefault(packet.incarnation(), -1L);
            if (packet.number() <= before) return new byte[0];
            latest.put(packet.incarnation(), packet.number());
            begun |= packet.audience().contains(incarnation);
            if (begun) incoming.packet(packet);
            letOthersCatchUp();
        } catch (Packet.Unreadable why) {
            incoming.unreadable("the log", why);
        }
        return new byte[0];
    }

    /// Sends followers what they lack. By itself, jgroups-raft does so when it is idle only, so
    /// under load a follower that was away would never catch up.
    private void letOthersCatchUp() {
        long now = System.nanoTime();
        if (!raft.isLeader() || now - caughtUp < CATCH_UP_NANOS) return;
        caughtUp = now;
        raft.flushCommitTable();
    }

    /// Writes what replaces the beginning of the log when it is too long.
    @Override
    public void writeContentTo(DataOutput out) throws IOException {
        out.writeInt(latest.size());
        for (var entry : latest.entrySet()) {
            out.writeLong(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    @Override
    public void readContentFrom(DataInput in) throws IOException {
        long missed = 0;
        for (int left = in.readInt(); left > 0; left--) {
            long incarnation = in.readLong();
            long number = in.readLong();
            missed += number - latest.getOrDefault(incarnation, 0L);
            latest.merge(incarnation, number, Math::max);
        }
        if (begun && missed > 0) {
            incoming.notice(
                    "This server was away for too long: the log no longer has %,d packets that it"
                                    .formatted(missed)
                            + " missed. Restart it to be sure that it shows what the others show.");
        }
    }
}
