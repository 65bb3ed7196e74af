package chatlab.relay.ordering;

import static chatlab.relay.RelayGuarantee.AGREEMENT;
import static chatlab.relay.RelayGuarantee.CAUSAL_ORDER;
import static chatlab.relay.RelayGuarantee.FIFO_ORDER;
import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;
import static chatlab.relay.RelayGuarantee.RELIABLE;

import chatlab.relay.Ordering;
import chatlab.relay.OwnOrder;

import org.jgroups.Address;
import org.jgroups.EmptyMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.ViewId;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Vector clocks: no event arrives before one that its sender had got.
///
/// - **Guarantee:** as `fifo`, and an answer never arrives before its question.
/// - **How:** each packet says how much its sender had delivered; [VectorClocks] makes it wait
///   until as much is delivered here; [CausalQueue] leads from view to view. [ViewSynchrony] evens
///   out the last words of a server that died: else somebody could answer what others never get.
/// - **Cost:** as `fifo`, and two numbers for each server in each packet; after a change of view,
///   packets wait until all servers have announced that they know it.
/// - **Notice:** two events that do not know each other may arrive in either order.
/// - **When:** people talk, and nobody must be in charge.
@Ordering(
        name = "causal",
        technique = "vector clocks (Birman, Schiper, Stephenson 1991)",
        guarantees = {NO_DUPLICATION, RELIABLE, FIFO_ORDER, CAUSAL_ORDER, AGREEMENT})
public final class Causal extends Protocol {
    private static final short ID = 1701; // JGroups leaves numbers above 1024 to its users

    static {
        ClassConfigurator.addProtocol(ID, Causal.class);
        ClassConfigurator.add(CausalHeader.ID, CausalHeader.class);
    }

    // One of two locks is held while sending, the other while delivering. A sender may be blocked
    // below, by flow control, until others have received. If it held the lock that delivers, those
    // others could wait for this server in the same way.
    //
    // Order: sending, then this.
    private final Object sending = new Object();

    private Supplier<ViewOrder<Address, Message>> orders = () -> new VectorClocks<>(local_addr);

    private @Nullable CausalQueue<Address, ViewId, Message> queue; // guarded by this
    private @Nullable View toAnnounce; // guarded by this

    /// Orders by somebody's own rule instead. Call it before the channel connects.
    ///
    /// @param names the names of servers by their addresses
    /// @param notice takes a sentence for the person who runs this server
    public void orderBy(OwnOrder order, Function<Address, String> names, Consumer<String> notice) {
        orders = () -> new HeldBack(order, local_addr, names, notice);
    }

    @Override
    public Object down(Message message) {
        if (message.getDest() != null || message.isFlagSet(Message.Flag.OOB)) {
            return down_prot.down(message);
        }
        synchronized (sending) {
            announce();
            message.putHeader(ID, stamp());
            return down_prot.down(message);
        }
    }

    private synchronized CausalHeader stamp() {
        if (queue == null) throw new IllegalStateException("not connected");
        return CausalHeader.of(queue.stamp());
    }

    /// Tells the others which view the messages that follow are sent in.
    private void announce() {
        synchronized (sending) {
            View view;
            synchronized (this) {
                view = toAnnounce;
                toAnnounce = null;
            }
            if (view == null) return;
            var header = CausalHeader.announcement(view.getViewId(), view.getMembers());
            down_prot.down(
                    new EmptyMessage(null).putHeader(ID, header).setFlag(Message.Flag.NO_FC));
        }
    }

    @Override
    public Object up(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            synchronized (this) {
                if (queue == null) queue = new CausalQueue<>(local_addr, orders);
                queue.install(view.getViewId(), Set.copyOf(view.getMembers()));
                toAnnounce = view;
                deliver();
            }
            // Sending may block, and the thread that brings a view must not.
            Thread.ofVirtual().name("causal view").start(this::announce);
        }
        return up_prot.up(event);
    }

    @Override
    public @Nullable Object up(Message message) {
        CausalHeader header = message.getHeader(ID);
        if (header == null) return up_prot.up(message);
        synchronized (this) {
            take(message, header);
            deliver();
        }
        return null;
    }

    @Override
    public void up(MessageBatch batch) {
        synchronized (this) {
            for (var it = batch.iterator(); it.hasNext(); ) {
                var message = it.next();
                CausalHeader header = message.getHeader(ID);
                if (header == null) continue;
                it.remove();
                take(message, header);
            }
            deliver();
        }
        if (!batch.isEmpty()) up_prot.up(batch);
    }

    /// The caller holds the monitor.
    private void take(Message message, CausalHeader header) {
        if (queue == null) return; // from before the first view
        if (header.isAnnouncement()) {
            queue.announced(message.getSrc(), header.view(), Set.copyOf(header.members()));
        } else {
            queue.received(message.getSrc(), header.stamp(), message);
        }
    }

    /// The caller holds the monitor, so that no later message overtakes these on their way up.
    private void deliver() {
        if (queue == null) return;
        for (var message : queue.deliverable()) up_prot.up(message);
    }
}
