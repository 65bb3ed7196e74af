package chatlab.relay.ordering;

import static chatlab.relay.RelayGuarantee.FIFO_ORDER;
import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;
import static chatlab.relay.RelayGuarantee.RELIABLE;

import chatlab.relay.Ordering;

import org.jgroups.stack.Protocol;

/// First in, first out: each server's events arrive in the order sent.
///
/// - **Guarantee:** nothing is lost, and one server's events keep their order. Two servers' events
///   may mix differently at each server.
/// - **How:** NAKACK2 numbers the packets of each sender. A receiver that sees a gap waits, and
///   asks for what is missing (a negative acknowledgment, NAK). This class does nothing.
/// - **Cost:** one message for each other server; the sender keeps packets until all have them.
/// - **Notice:** an answer may arrive before its question. If a server dies, some may have its last
///   words and others not.
/// - **When:** most of the time.
@Ordering(
        name = "fifo",
        technique = "NAKACK2: numbers per sender, and NAKs",
        guarantees = {NO_DUPLICATION, RELIABLE, FIFO_ORDER})
public final class Fifo extends Protocol {}
