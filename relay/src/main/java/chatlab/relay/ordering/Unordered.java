package chatlab.relay.ordering;

import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;
import static chatlab.relay.RelayGuarantee.RELIABLE;

import chatlab.relay.Ordering;

import org.jgroups.Message;
import org.jgroups.stack.Protocol;

/// Repeats what was lost, and delivers everything as soon as it is there.
///
/// - **Guarantee:** nothing is lost, nothing arrives twice. One server's packets may overtake each
///   other.
/// - **How:** packets carry numbers, so that a gap is noticed and filled, but "out of band" (OOB)
///   packets do not wait for the gap: each is delivered by a thread of its own.
/// - **Cost:** as `fifo`, and a thread for each packet.
/// - **Notice:** `PART` may overtake the last words before it.
/// - **When:** the events commute, as increments of a counter do.
@Ordering(
        name = "unordered",
        technique = "NAKACK2 with out-of-band messages",
        guarantees = {NO_DUPLICATION, RELIABLE})
public final class Unordered extends Protocol {
    @Override
    public Object down(Message message) {
        if (message.getDest() == null) message.setFlag(Message.Flag.OOB);
        return down_prot.down(message);
    }
}
