package chatlab.client;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The judgement over what a swarm's clients received; a pure function of their histories.
///
/// For each receiver:
///
/// - **expected**: the messages sent while it was surely in. Its join was confirmed before the
///   message was sent, and its leave had not begun when the server confirmed to have processed the
///   message. Where that cannot be told, the message is not expected, but welcome. Nobody expects
///   his own.
/// - **delivered**: how many different messages arrived, expected or welcome.
/// - **lost**: expected and never arrived.
/// - **duplicated**: arrivals of a message that had arrived before.
/// - **reordered**: messages that arrived after a later one of the same sender.
/// - **alien**: arrivals that nobody sent to this receiver: damaged, never sent, or its own.
///
/// And for all together, whether any two receivers got the messages that both got in the same order
/// (see [TotalOrder]).
///
/// @param receivers one verdict for each history, in the order given
/// @param disagreement two receivers that got two messages in opposite orders, or null
public record Audit(List<Receiver> receivers, @Nullable Disagreement disagreement) {

    public Audit {
        receivers = List.copyOf(receivers);
    }

    /// The verdict for one receiver.
    ///
    /// @param disconnected what the server said when it ended the connection, or null
    public record Receiver(
            String nick,
            int expected,
            int delivered,
            int lost,
            int duplicated,
            int reordered,
            int alien,
            @Nullable String disconnected) {}

    /// One message of a run.
    public record MessageId(String sender, int sequence) {
        @Override
        public String toString() {
            return sender + "#" + sequence;
        }
    }

    /// Receiver `one` got `first` before `second`, receiver `other` got `second` before `first`.
    public record Disagreement(MessageId first, MessageId second, String one, String other) {
        @Override
        public String toString() {
            return "%s got %s before %s, %s got %s before %s"
                    .formatted(one, first, second, other, second, first);
        }
    }

    public long expected() {
        return receivers.stream().mapToLong(Receiver::expected).sum();
    }

    public long delivered() {
        return receivers.stream().mapToLong(Receiver::delivered).sum();
    }

    public long lost() {
        return receivers.stream().mapToLong(Receiver::lost).sum();
    }

    public long duplicated() {
        return receivers.stream().mapToLong(Receiver::duplicated).sum();
    }

    public long reordered() {
        return receivers.stream().mapToLong(Receiver::reordered).sum();
    }

    public long alien() {
        return receivers.stream().mapToLong(Receiver::alien).sum();
    }

    /// Whether any two receivers agree on the order of the messages that both got.
    public boolean totalOrder() {
        return disagreement == null;
    }

    /// Whether every receiver got what it must have got, once, in each sender's order, and nothing
    /// else, and the server kept all of them.
    public boolean clean() {
        return lost() == 0
                && duplicated() == 0
                && reordered() == 0
                && alien() == 0
                && receivers.stream().allMatch(receiver -> receiver.disconnected() == null);
    }

    /// Judges the histories of a run in which sender `s` sent `sent[s]` messages. The senders'
    /// histories come first, in the senders' order.
    static Audit of(List<History> histories, int[] sent) {
        int[] first = firstNumbers(sent);
        var receivers = new ArrayList<Receiver>(histories.size());
        var orders = new ArrayList<int[]>(histories.size());
        for (var history : histories) {
            receivers.add(judge(history, sent, first, orders));
        }
        Disagreement disagreement =
                TotalOrder.disagreement(orders, first[sent.length])
                        .map(found -> named(found, histories, first))
                        .orElse(null);
        return new Audit(receivers, disagreement);
    }

    /// Numbers all messages of a run from 0: message `q` of sender `s` is `first[s] + q`; the last
    /// element is how many there are.
    private static int[] firstNumbers(int[] sent) {
        int[] first = new int[sent.length + 1];
        for (int sender = 0; sender < sent.length; sender++) {
            first[sender + 1] = Math.addExact(first[sender], sent[sender]);
        }
        return first;
    }

    private static Receiver judge(History history, int[] sent, int[] first, List<int[]> orders) {
        var got = new BitSet(first[sent.length]);
        int[] order = new int[history.size()];
        int delivered = 0;
        int duplicated = 0;
        int reordered = 0;
        int alien = history.aliens();
        int[] latest = new int[sent.length];
        Arrays.fill(latest, -1);
        for (int index = 0; index < history.size(); index++) {
            int sender = history.sender(index);
            int sequence = history.sequence(index);
            if (sender >= sent.length || sequence >= sent[sender] || sender == history.self()) {
                alien++;
                continue;
            }
            int number = first[sender] + sequence;
            if (got.get(number)) {
                duplicated++;
                continue;
            }
            got.set(number);
            order[delivered++] = number;
            if (sequence < latest[sender]) {
                reordered++;
            }
            latest[sender] = Math.max(latest[sender], sequence);
        }
        orders.add(Arrays.copyOf(order, delivered));
        int[] expectedAndLost = new int[2];
        history.forEachExpected(
                sent,
                (sender, from, to) -> {
                    int arrived = got.get(first[sender] + from, first[sender] + to).cardinality();
                    expectedAndLost[0] += to - from;
                    expectedAndLost[1] += to - from - arrived;
                });
        return new Receiver(
                history.nick(),
                expectedAndLost[0],
                delivered,
                expectedAndLost[1],
                duplicated,
                reordered,
                alien,
                history.disconnection());
    }

    private static Disagreement named(TotalOrder.Pair pair, List<History> histories, int[] first) {
        return new Disagreement(
                message(pair.first(), histories, first),
                message(pair.second(), histories, first),
                histories.get(pair.one()).nick(),
                histories.get(pair.other()).nick());
    }

    private static MessageId message(int number, List<History> histories, int[] first) {
        int sender = 0;
        while (first[sender + 1] <= number) {
            sender++;
        }
        return new MessageId(histories.get(sender).nick(), number - first[sender]);
    }
}
