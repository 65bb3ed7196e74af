package chatlab.client.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The verdict on a swarm whose clients were on several servers; a pure function of their logs.
///
/// Only the receivers count that stayed until the end. Of them:
///
/// - **lost**: messages of senders who stayed that never arrived, though their sender was not told
///   that they are refused.
/// - **refused**: messages whose sender was told so. Some may have arrived all the same.
/// - **disagreed**: messages of any sender that one receiver got and another did not. For a sender
///   whose server crashed it is the only question, because nobody knows what was sent last.
/// - **duplicated**, **reordered**, **early** and **one total order**: as for one server ([Audit]).
///
/// @param sent messages
/// @param pairs what was lost, by the servers that it went from and to
/// @param phases one after the other, parted by the beginning and the end of the faults
public record NetAudit(
        long sent,
        long delivered,
        long lost,
        long duplicated,
        long reordered,
        long early,
        long refused,
        long disagreed,
        boolean totalOrder,
        Map<Pair, Long> pairs,
        List<Phase> phases) {

    /// The way from one server to another, or to itself.
    public record Pair(String from, String to) {
        @Override
        public String toString() {
            return from + " > " + to;
        }
    }

    /// The messages sent between two events.
    public record Phase(long sent, long delivered, long lost, long refused) {}

    /// One swarm on several servers.
    ///
    /// @param logs those of the senders first
    /// @param sent how many messages each sender has sent
    /// @param refused by sender: the numbers of the refused ones
    /// @param servers by client: the name of its server
    /// @param stayed by client: whether it was connected to the end
    /// @param bounds how many messages each sender had sent at the end of each phase but the last
    public record Run(
            List<ReceiveLog> logs,
            List<Integer> sent,
            List<BitSet> refused,
            List<String> servers,
            BitSet stayed,
            List<int[]> bounds) {

        private int phase(int sender, int sequence) {
            int phase = 0;
            while (phase < bounds.size() && sequence >= bounds.get(phase)[sender]) phase++;
            return phase;
        }
    }

    /// Judges a run.
    ///
    /// @param order the audit of the same logs, for duplicates and orders
    public static NetAudit of(Run run, Audit order) {
        int phases = run.bounds().size() + 1;
        long[] sent = new long[phases];
        long[] refused = new long[phases];
        for (int sender = 0; sender < run.sent().size(); sender++) {
            for (int sequence = 0; sequence < run.sent().get(sender); sequence++) {
                int phase = run.phase(sender, sequence);
                sent[phase]++;
                if (run.refused().get(sender).get(sequence)) refused[phase]++;
            }
        }

        long[] delivered = new long[phases];
        long[] lost = new long[phases];
        var pairs = new TreeMap<Pair, Long>(Comparator.comparing(Pair::toString));
        int messages = run.logs().getFirst().numbers().size();
        int[] holders = new int[messages];
        var orders = new ArrayList<int[]>();
        for (int receiver = 0; receiver < run.logs().size(); receiver++) {
            if (!run.stayed().get(receiver)) continue;
            var log = run.logs().get(receiver);
            var got = new BitSet(messages);
            orders.add(firstArrivals(log, got));
            for (int sender = 0; sender < run.sent().size(); sender++) {
                if (sender == receiver) continue;
                for (int sequence = 0; sequence < run.sent().get(sender); sequence++) {
                    int number = log.numbers().of(sender, sequence);
                    int phase = run.phase(sender, sequence);
                    if (got.get(number)) {
                        delivered[phase]++;
                        holders[number]++;
                    } else if (run.stayed().get(sender)
                            && !run.refused().get(sender).get(sequence)) {
                        lost[phase]++;
                        var pair = new Pair(run.servers().get(sender), run.servers().get(receiver));
                        pairs.merge(pair, 1L, Long::sum);
                    }
                }
            }
        }

        var rows = new ArrayList<Phase>();
        for (int phase = 0; phase < phases; phase++) {
            rows.add(new Phase(sent[phase], delivered[phase], lost[phase], refused[phase]));
        }
        return new NetAudit(
                Arrays.stream(sent).sum(),
                Arrays.stream(delivered).sum(),
                Arrays.stream(lost).sum(),
                stayed(run, order).stream().mapToLong(Audit.Receiver::duplicated).sum(),
                stayed(run, order).stream().mapToLong(Audit.Receiver::reordered).sum(),
                stayed(run, order).stream().mapToLong(Audit.Receiver::early).sum(),
                Arrays.stream(refused).sum(),
                disagreed(run, holders),
                TotalOrder.disagreement(orders, messages).isEmpty(),
                pairs,
                rows);
    }

    private static int[] firstArrivals(ReceiveLog log, BitSet got) {
        int[] order = new int[log.size()];
        int count = 0;
        for (int place = 0; place < log.size(); place++) {
            int number = log.number(place);
            if (got.get(number)) continue;
            got.set(number);
            order[count++] = number;
        }
        return Arrays.copyOf(order, count);
    }

    private static List<Audit.Receiver> stayed(Run run, Audit audit) {
        return run.stayed().stream().mapToObj(audit.receivers()::get).toList();
    }

    private static long disagreed(Run run, int[] holders) {
        var numbers = run.logs().getFirst().numbers();
        long disagreed = 0;
        for (int sender = 0; sender < run.sent().size(); sender++) {
            int receivers = run.stayed().cardinality() - (run.stayed().get(sender) ? 1 : 0);
            for (int sequence = 0; sequence < run.sent().get(sender); sequence++) {
                int count = holders[numbers.of(sender, sequence)];
                if (count > 0 && count < receivers) disagreed++;
            }
        }
        return disagreed;
    }
}
