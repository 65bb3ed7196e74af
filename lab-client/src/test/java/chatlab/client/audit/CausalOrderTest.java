package chatlab.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class CausalOrderTest {
    private static final int SENDERS = 3;
    private static final int RECEIVERS = 6;
    private static final int MESSAGES = 20;

    private record Id(int sender, int sequence) {}

    /// Who got what, as a random server with a random delay for each receiver would deliver it.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void itCountsWhatTheDefinitionSays(int seed) {
        var random = new Random(seed);
        var numbers = new MessageNumbers(SENDERS, MESSAGES);
        var logs = new ArrayList<ReceiveLog>();
        var got = new ArrayList<List<Id>>();
        var underWay = new ArrayList<List<Id>>();
        var gotWhenSent = new ArrayList<List<List<Id>>>();
        for (int client = 0; client < RECEIVERS; client++) {
            int self = client < SENDERS ? client : ReceiveLog.NO_SENDER;
            logs.add(new ReceiveLog("r" + client, self, numbers));
            got.add(new ArrayList<>());
            underWay.add(new ArrayList<>());
            gotWhenSent.add(new ArrayList<>());
        }
        for (int step = 0; step < 2_000; step++) {
            int client = random.nextInt(RECEIVERS);
            if (client < SENDERS && random.nextBoolean()) {
                int sequence = gotWhenSent.get(client).size();
                if (sequence == MESSAGES) continue;
                gotWhenSent.get(client).add(List.copyOf(got.get(client)));
                logs.get(client).sends();
                for (int other = 0; other < RECEIVERS; other++) {
                    if (other != client && random.nextInt(10) > 0) {
                        underWay.get(other).add(new Id(client, sequence));
                    }
                }
            } else if (!underWay.get(client).isEmpty()) {
                Collections.shuffle(underWay.get(client), random);
                var message = underWay.get(client).removeLast();
                got.get(client).add(message);
                logs.get(client).received(message.sender, message.sequence);
            }
        }
        int[] sent = gotWhenSent.stream().limit(SENDERS).mapToInt(List::size).toArray();

        var audit = Audit.of(logs, sent);

        assertThat(audit.receivers())
                .extracting(Audit.Receiver::early)
                .containsExactlyElementsOf(
                        got.stream().map(order -> early(order, gotWhenSent)).toList());
        assertThat(audit.early()).as("the random server makes some").isPositive();
    }

    private static int early(List<Id> order, List<List<List<Id>>> gotWhenSent) {
        int early = 0;
        for (var answer : order) {
            var before = order.subList(0, order.indexOf(answer));
            var questions = gotWhenSent.get(answer.sender).get(answer.sequence);
            if (questions.stream().anyMatch(q -> order.contains(q) && !before.contains(q))) early++;
        }
        return early;
    }
}
