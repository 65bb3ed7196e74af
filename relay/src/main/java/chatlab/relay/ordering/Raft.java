package chatlab.relay.ordering;

import static chatlab.relay.RelayGuarantee.AGREEMENT;
import static chatlab.relay.RelayGuarantee.CAUSAL_ORDER;
import static chatlab.relay.RelayGuarantee.FIFO_ORDER;
import static chatlab.relay.RelayGuarantee.MAJORITY;
import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;
import static chatlab.relay.RelayGuarantee.RELIABLE;
import static chatlab.relay.RelayGuarantee.TOTAL_ORDER;

import chatlab.relay.Ordering;

import org.jgroups.stack.Protocol;

/// All servers copy one log; an event counts once a majority has it.
///
/// - **Guarantee:** all servers get the same events in the same order, also across crashes and
///   splits, as long as the peers that are named at the start keep a majority running.
/// - **How:** the Raft protocol (Ongaro and Ousterhout, *In Search of an Understandable Consensus
///   Algorithm*, 2014) elects a leader, which appends each packet to its log and to those of the
///   others. This class does nothing; `RaftCarrier` sends one packet at a time, and repeats it
///   after a change of leader.
/// - **Cost:** two message delays for each packet, and a log in memory.
/// - **Notice:** a server without a majority refuses events. The log is in memory: if a majority
///   restarts at once, its log is gone.
/// - **When:** a wrong answer is worse than none.
@Ordering(
        name = "raft",
        technique = "jgroups-raft: a log that a majority has",
        guarantees = {
            NO_DUPLICATION,
            RELIABLE,
            FIFO_ORDER,
            CAUSAL_ORDER,
            TOTAL_ORDER,
            AGREEMENT,
            MAJORITY
        })
public final class Raft extends Protocol {}
