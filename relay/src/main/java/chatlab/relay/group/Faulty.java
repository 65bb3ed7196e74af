package chatlab.relay.group;

import chatlab.relay.NetFaults;

import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;

/// Drops and delays messages that arrive, as [NetFaults] says. It stands right above the network,
/// so all other protocols suffer from it as from a bad network.
public final class Faulty extends Protocol {
    private volatile @Nullable NetFaults faults; // set once, before the channel connects

    void obey(NetFaults newFaults) {
        faults = newFaults;
    }

    @Override
    public @Nullable Object up(Message message) {
        return suffers(message) ? null : up_prot.up(message);
    }

    @Override
    public void up(MessageBatch batch) {
        for (var it = batch.iterator(); it.hasNext(); ) {
            if (suffers(it.next())) it.remove();
        }
        if (!batch.isEmpty()) up_prot.up(batch);
    }

    /// Whether the message does not arrive now.
    private boolean suffers(Message message) {
        var now = faults;
        var sender = message.getSrc();
        if (now == null || sender == null || sender.equals(local_addr)) return false;
        if (now.loses(Names.server(sender).name())) return true;
        long millis = now.delays();
        if (millis > 0)
            Thread.ofVirtual().name("late packet").start(() -> upLater(message, millis));
        return millis > 0;
    }

    private void upLater(Message message, long millis) {
        try {
            Thread.sleep(millis);
            up_prot.up(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
