package chatlab.client.audit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// The verdict on what a swarm's clients received; a pure function of their [ReceiveLog]s.
///
/// For each receiver:
///
/// - **expected**: the messages sent while the receiver was certainly a member. Its join was
///   confirmed before the message was sent, and its leave had not begun when the server confirmed
///   that it had processed the message. Where this is uncertain, the message is welcome but not
///   expected. A sender never expects its own messages.
/// - **delivered**: how many different messages arrived, expected or welcome.
/// - **lost**: expected messages that never arrived.
/// - **duplicated**: arrivals of a message that had arrived before.
/// - **reordered**: messages that arrived after a later one of the same sender.
/// - **early**: answers that arrived before their question, a message that their sender had got
///   when it sent them (see [CausalOrder]). A strategy need not promise that there are none.
/// - **alien**: arrivals that nobody sent to this receiver: damaged, never sent, or its own.
///
/// For all receivers together: whether any two received their common messages in the same order
/// (see [TotalOrder]).
///
/// @param receivers one verdict for each log, in the order given
/// @param earlyAnswer one of the early answers, or null
/// @param disagreement two receivers that got two messages in opposite orders, or null
public record Audit(
        List<Receiver> receivers,
        @Nullable EarlyAnswer earlyAnswer,
        @Nullable Disagreement disagreement) {

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
            int early,
            int alien,
            @Nullable String disconnected) {

        /// Whether this receiver got everything expected, once and in each sender's order, and
        /// nothing else, and the server kept its connection.
        public boolean clean() {
            return lost == 0
                    && duplicated == 0
                    && reordered == 0
                    && alien == 0
                    && disconnected == null;
        }
    }

    /// One message of a run.
    public record MessageId(String sender, int sequence) {
        @Override
        public String toString() {
            return sender + "#" + sequence;
        }
    }

    /// A receiver got `answer` before `question`, which the answer's sender had got.
    public record EarlyAnswer(MessageId question, MessageId answer, String receiver) {
        @Override
        public String toString() {
            return "%s got %s before %s, which %s had got when it sent it"
                    .formatted(receiver, answer, question, answer.sender());
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

    public long early() {
        return receivers.stream().mapToLong(Receiver::early).sum();
    }

    public long alien() {
        return receivers.stream().mapToLong(Receiver::alien).sum();
    }

    /// Whether any two receivers agree on the order of their common messages.
    public boolean totalOrder() {
        return disagreement == null;
    }

    /// Whether every receiver is clean.
    public boolean clean() {
        return receivers.stream().allMatch(Receiver::clean);
    }

    /// Judges the logs of a run in which sender `s` sent `sent[s]` messages. The senders' logs come
    /// first, in the senders' order.
    public static Audit of(List<ReceiveLog> logs, int[] sent) {
        return soFar(logs, sent, sent);
    }

    /// Judges the logs of a run that has not ended: of sender `s`, only the first `settled[s]`
    /// messages are expected, because each of them has arrived or never will.
    public static Audit soFar(List<ReceiveLog> logs, int[] sent, int[] settled) {
        var receivers = new ArrayList<Receiver>(logs.size());
        var orders = new ArrayList<int[]>(logs.size());
        var causal = new CausalOrder(logs, sent.length);
        for (var log : logs) {
            receivers.add(judge(log, sent, settled, orders, causal));
        }
        var early = causal.first();
        Disagreement disagreement =
                TotalOrder.disagreement(orders, logs.getFirst().numbers().size())
                        .map(pair -> named(pair, logs))
                        .orElse(null);
        return new Audit(receivers, early == null ? null : named(early, logs), disagreement);
    }

    /// Judges one log and adds to `orders` its messages by their first arrival.
    private static Receiver judge(
            ReceiveLog log, int[] sent, int[] settled, List<int[]> orders, CausalOrder causal) {
        var numbers = log.numbers();
        var got = new BitSet(numbers.size());
        int[] order = new int[log.size()];
        int[] latest = new int[sent.length];
        Arrays.fill(latest, -1);
        int delivered = 0;
        int duplicated = 0;
        int reordered = 0;
        int alien = log.aliens();
        for (int place = 0; place < log.size(); place++) {
            int number = log.number(place);
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
        order = Arrays.copyOf(order, delivered);
        int early = causal.early(orders.size(), order);
        orders.add(order);

        var expected = expected(log, settled);
        int expectedCount = expected.cardinality();
        expected.andNot(got);
        return new Receiver(
                log.nick(),
                expectedCount,
                delivered,
                expected.cardinality(),
                duplicated,
                reordered,
                early,
                alien,
                log.disconnection());
    }

    private static BitSet expected(ReceiveLog log, int[] sent) {
        var numbers = log.numbers();
        var expected = new BitSet(numbers.size());
        log.forEachExpected(
                sent,
                (sender, from, to) ->
                        expected.set(numbers.of(sender, from), numbers.of(sender, to)));
        return expected;
    }

    /// The first messages that a receiver has lost, with their senders' numbers as keys.
    ///
    /// @param sent as for the audit
    /// @param most how many at most
    public static List<Map.Entry<Integer, Integer>> firstLost(
            ReceiveLog log, int[] sent, int most) {
        var numbers = log.numbers();
        var lost = expected(log, sent);
        for (int place = 0; place < log.size(); place++) lost.clear(log.number(place));
        return lost.stream()
                .limit(most)
                .mapToObj(number -> Map.entry(numbers.sender(number), numbers.sequence(number)))
                .toList();
    }

    private static Disagreement named(TotalOrder.Pair pair, List<ReceiveLog> logs) {
        return new Disagreement(
                message(pair.first(), logs),
                message(pair.second(), logs),
                logs.get(pair.one()).nick(),
                logs.get(pair.other()).nick());
    }

    private static EarlyAnswer named(CausalOrder.Pair pair, List<ReceiveLog> logs) {
        return new EarlyAnswer(
                message(pair.question(), logs),
                message(pair.answer(), logs),
                logs.get(pair.receiver()).nick());
    }

    private static MessageId message(int number, List<ReceiveLog> logs) {
        var numbers = logs.getFirst().numbers();
        return new MessageId(logs.get(numbers.sender(number)).nick(), numbers.sequence(number));
    }
}
