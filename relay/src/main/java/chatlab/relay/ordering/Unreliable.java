package chatlab.relay.ordering;

import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;

import chatlab.relay.Ordering;

import org.jgroups.Message;
import org.jgroups.stack.Protocol;

/// Sends each packet once and forgets it, as UDP does.
///
/// - **Guarantee:** what arrives, arrives once. Anything may be lost.
/// - **How:** the flags say that no protocol below may number, store or delay the packet.
/// - **Cost:** one message for each other server; nothing to remember.
/// - **Notice:** on a good network nothing is lost. The faults of `lab swarm` make a bad one.
/// - **When:** the next message makes the last one useless, as with positions in a game.
@Ordering(
        name = "unreliable",
        technique = "no numbers, no retransmission",
        guarantees = {NO_DUPLICATION})
public final class Unreliable extends Protocol {
    @Override
    public Object down(Message message) {
        if (message.getDest() == null) {
            message.setFlag(Message.Flag.OOB, Message.Flag.NO_RELIABILITY, Message.Flag.NO_FC);
        }
        return down_prot.down(message);
    }
}
