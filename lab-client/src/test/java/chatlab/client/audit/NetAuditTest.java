package chatlab.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// Two senders, 0 on server a and 1 on server b, and a receiver on each.
class NetAuditTest {
    private static final List<String> SERVERS = List.of("a", "b", "a", "b");

    private final MessageNumbers numbers = new MessageNumbers(2, 10);
    private final List<ReceiveLog> logs =
            List.of(log("s0", 0), log("s1", 1), log("r2", -1), log("r3", -1));
    private final List<BitSet> refused = List.of(new BitSet(), new BitSet());
    private final BitSet stayed = BitSet.valueOf(new long[] {0b1111});
    private final List<int[]> bounds = new ArrayList<>();

    private ReceiveLog log(String nick, int self) {
        var log = new ReceiveLog(nick, self, numbers);
        log.joined(new int[2]);
        return log;
    }

    /// Everybody but the sender and these get it.
    private void deliver(int sender, int sequence, Integer... butNot) {
        for (int client = 0; client < logs.size(); client++) {
            if (client == sender || Arrays.asList(butNot).contains(client)) continue;
            logs.get(client).received(sender, sequence);
        }
    }

    private NetAudit audit(int... sent) {
        var run =
                new NetAudit.Run(
                        logs,
                        Arrays.stream(sent).boxed().toList(),
                        refused,
                        SERVERS,
                        stayed,
                        bounds);
        return NetAudit.of(run, Audit.of(logs, sent));
    }

    @Test
    void nothingIsWrongIfAllArrives() {
        deliver(0, 0);
        deliver(1, 0);

        var audit = audit(1, 1);

        assertThat(audit.delivered()).isEqualTo(6);
        assertThat(audit.lost()).isZero();
        assertThat(audit.disagreed()).isZero();
        assertThat(audit.totalOrder()).isTrue();
    }

    @Test
    void whatIsLostIsCountedByThePairOfServers() {
        deliver(0, 0, 1, 3);

        var audit = audit(1, 0);

        assertThat(audit.lost()).isEqualTo(2);
        assertThat(audit.pairs()).isEqualTo(Map.of(new NetAudit.Pair("a", "b"), 2L));
        assertThat(audit.disagreed()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsNotLost() {
        refused.getFirst().set(0);

        var audit = audit(1, 0);

        assertThat(audit.refused()).isEqualTo(1);
        assertThat(audit.lost()).isZero();
    }

    @Test
    void ofACrashedServerOnlyAgreementCounts() {
        stayed.clear(1);
        stayed.clear(3);
        deliver(1, 0, 2);

        var audit = audit(0, 1);

        assertThat(audit.lost()).isZero();
        assertThat(audit.disagreed()).isEqualTo(1);
    }

    @Test
    void eachPhaseHasItsCounts() {
        bounds.add(new int[] {1, 0});
        deliver(0, 0);
        deliver(0, 1, 3);

        var audit = audit(2, 0);

        assertThat(audit.phases())
                .containsExactly(new NetAudit.Phase(1, 3, 0, 0), new NetAudit.Phase(1, 2, 1, 0));
    }
}
