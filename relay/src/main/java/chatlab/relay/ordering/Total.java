package chatlab.relay.ordering;

import static chatlab.relay.RelayGuarantee.AGREEMENT;
import static chatlab.relay.RelayGuarantee.CAUSAL_ORDER;
import static chatlab.relay.RelayGuarantee.FIFO_ORDER;
import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;
import static chatlab.relay.RelayGuarantee.RELIABLE;
import static chatlab.relay.RelayGuarantee.TOTAL_ORDER;

import chatlab.relay.Ordering;

import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.SEQUENCER;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;

/// One server, the sequencer, sends everybody's events, so all get them in its order.
///
/// - **Guarantee:** all servers that reach each other get the same events in the same order, also
///   if the sequencer dies.
/// - **How:** SEQUENCER sends each packet to the oldest server of the view, which broadcasts it in
///   first-in-first-out order. [ViewSynchrony] evens out what a dead sequencer had sent to some
///   only. This class stands between the two. When a split ends, one of two sequencers is none any
///   more; it learns that a moment later, and what it still broadcasts would mix with what the
///   other one does. So each server takes broadcasts of the one sequencer only.
/// - **Cost:** one more hop for all but the sequencer, which does most of the work.
/// - **Notice:** in a split, each part has its own sequencer and goes on: afterwards the two
///   histories differ for good ("split brain").
/// - **When:** everybody must agree on an order, and being there matters more than agreeing in a
///   split.
@Ordering(
        name = "total",
        technique = "SEQUENCER: one server decides the order",
        guarantees = {NO_DUPLICATION, RELIABLE, FIFO_ORDER, CAUSAL_ORDER, TOTAL_ORDER, AGREEMENT})
public final class Total extends Protocol {
    private static final short SEQUENCER_ID = ClassConfigurator.getProtocolId(SEQUENCER.class);

    private volatile @Nullable Address sequencer; // of the latest view; any thread reads it

    @Override
    public @Nullable Object up(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            sequencer = view.getCoord();
        }
        return up_prot.up(event);
    }

    @Override
    public @Nullable Object up(Message message) {
        return isOrder(message) && !message.getSrc().equals(sequencer) ? null : up_prot.up(message);
    }

    @Override
    public void up(MessageBatch batch) {
        batch.removeIf(message -> isOrder(message) && !message.getSrc().equals(sequencer), true);
        if (!batch.isEmpty()) up_prot.up(batch);
    }

    /// Whether this is what a sequencer tells all; not what it is told.
    private static boolean isOrder(Message message) {
        return message.getDest() == null && message.getHeader(SEQUENCER_ID) != null;
    }
}
