package chatlab.relay.ordering;

import static chatlab.relay.RelayGuarantee.AGREEMENT;
import static chatlab.relay.RelayGuarantee.CAUSAL_ORDER;
import static chatlab.relay.RelayGuarantee.FIFO_ORDER;
import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;
import static chatlab.relay.RelayGuarantee.RELIABLE;
import static chatlab.relay.RelayGuarantee.TOTAL_ORDER;

import chatlab.relay.Ordering;

import org.jgroups.stack.Protocol;

/// One server, the sequencer, sends everybody's events, so all get them in its order.
///
/// - **Guarantee:** all servers that reach each other get the same events in the same order, also
///   if the sequencer dies.
/// - **How:** SEQUENCER sends each packet to the oldest server of the view, which broadcasts it in
///   first-in-first-out order. [ViewSynchrony] evens out what a dead sequencer had sent to some
///   only. This class does nothing.
/// - **Cost:** one more hop for all but the sequencer, which does most of the work.
/// - **Notice:** in a split, each part has its own sequencer and goes on: afterwards the two
///   histories differ for good ("split brain").
/// - **When:** everybody must agree on an order, and being there matters more than agreeing in a
///   split.
@Ordering(
        name = "total",
        technique = "SEQUENCER: one server decides the order",
        guarantees = {NO_DUPLICATION, RELIABLE, FIFO_ORDER, CAUSAL_ORDER, TOTAL_ORDER, AGREEMENT})
public final class Total extends Protocol {}
