package chatlab.relay.group;

import chatlab.relay.NetFaults;

import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;

/// Drops messages that arrive, as [NetFaults] says. It stands right above the network, so all
/// other protocols suffer from it as from a bad network.
public final class Faulty extends Protocol {
    private volatile @Nullable NetFaults faults; // set once, before the channel connects

    void obey(NetFaults newFaults) {
        faults = newFaults;
    }

    @Override
    public @Nullable Object up(Message message) {
        return isLost(message.getSrc()) ? null : up_prot.up(message);
    }

    @Override
    public void up(MessageBatch batch) {
        for (var it = batch.iterator(); it.hasNext(); ) {
            it.next();
            if (isLost(batch.sender())) it.remove();
        }
        if (!batch.isEmpty()) up_prot.up(batch);
    }

    private boolean isLost(@Nullable Address sender) {
        var now = faults;
        if (now == null || sender == null || sender.equals(local_addr)) return false;
        return now.loses(Names.server(sender).name());
    }
}
