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
        var receivers = new ArrayList<Receiver>(histories.size());
        var orders = new ArrayList<int[]>(histories.size());
        for (var history : histories) {
            receivers.add(judge(history, sent, orders));
        }
        Disagreement disagreement =
                TotalOrder.disagreement(orders, histories.getFirst().numbers().size())
                        .map(pair -> named(pair, histories))
                        .orElse(null);
        return new Audit(receivers, disagreement);
    }

    /// Judges one history, and adds to `orders` its messages by their first arrival.
    private static Receiver judge(History history, int[] sent, List<int[]> orders) {
        var numbers = history.numbers();
        var got = new BitSet(numbers.size());
        int[] order = new int[history.size()];
        int[] latest = new int[sent.length];
        Arrays.fill(latest, -1);
        int delivered = 0;
        int duplicated = 0;
        int reordered = 0;
        int alien = history.aliens();
        for (int place = 0; place < history.size(); place++) {
            int number = history.number(place);
            int sender = numbers.sender(number);
            int sequence = numbers.sequence(number);
            if (sequence >= sent[sender]) {
                alien++;
            } else if (got.get(number)) {
                duplicated++;
            } else {
                got.set(number);
                order[delivered++] = number;
                reordered += sequence < latest[sender] ? 1 : 0;
                latest[sender] = Math.max(latest[sender], sequence);
            }
        }
        orders.add(Arrays.copyOf(order, delivered));

        var expected = new BitSet(numbers.size());
        history.forEachExpected(
                sent,
                (sender, from, to) ->
                        expected.set(numbers.of(sender, from), numbers.of(sender, to)));
        int expectedCount = expected.cardinality();
        expected.andNot(got);
        return new Receiver(
                history.nick(),
                expectedCount,
                delivered,
                expected.cardinality(),
                duplicated,
                reordered,
                alien,
                history.disconnection());
    }

    private static Disagreement named(TotalOrder.Pair pair, List<History> histories) {
        return new Disagreement(
                message(pair.first(), histories),
                message(pair.second(), histories),
                histories.get(pair.one()).nick(),
                histories.get(pair.other()).nick());
    }

    private static MessageId message(int number, List<History> histories) {
        var numbers = histories.getFirst().numbers();
        return new MessageId(
                histories.get(numbers.sender(number)).nick(), numbers.sequence(number));
    }
}
