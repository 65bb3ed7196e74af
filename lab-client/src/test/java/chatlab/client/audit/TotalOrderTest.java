package chatlab.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.stream.IntStream;

class TotalOrderTest {

    @Test
    void receiversThatGotTheSameInTheSameOrderAgree() {
        assertThat(disagreement("0 1 2", "0 1 2", "0 1 2")).isEmpty();
    }

    @Test
    void gapsAreNoDisagreement() {
        assertThat(disagreement("0 1 3 5", "1 2 3 4", "0 4 5", "")).isEmpty();
    }

    @Test
    void twoReceiversThatGotTwoMessagesInOppositeOrdersDisagree() {
        var found = disagreement("0 1 2 3", "0 2 1 3");

        assertThat(found).containsExactly(new TotalOrder.Pair(1, 2, 0, 1));
    }

    @Test
    void twoMessagesThatAreFarApartAreFoundOutToo() {
        var found = disagreement("0 1 2 3 4", "4 5 6 0");

        assertThat(found).containsExactly(new TotalOrder.Pair(0, 4, 0, 1));
    }

    @Test
    void aCircleOfThreeIsNoDisagreementOfTwo() {
        assertThat(disagreement("0 1", "1 2", "2 0")).isEmpty();
    }

    @Test
    void aDisagreementBehindACircleOfThreeIsStillFound() {
        assertThat(disagreement("0 1 3 4", "1 2", "2 0 4 3")).isNotEmpty();
    }

    /// The definition, checked pair by pair, is the judge.
    @Test
    void theVerdictIsThatOfComparingAllPairs() {
        var random = new Random(1);
        int disagreements = 0;
        for (int run = 0; run < 2_000; run++) {
            var orders = randomOrders(random);

            var found = TotalOrder.disagreement(orders, 6).stream().toList();

            assertThat(found.isEmpty()).isEqualTo(!someDisagree(orders));
            for (var pair : found) {
                disagreements++;
                assertThat(before(orders.get(pair.one()), pair.first(), pair.second())).isTrue();
                assertThat(before(orders.get(pair.other()), pair.second(), pair.first())).isTrue();
            }
        }
        assertThat(disagreements).isBetween(200, 1_800);
    }

    private static List<int[]> randomOrders(Random random) {
        var orders = new ArrayList<int[]>();
        for (int receiver = 0; receiver < 4; receiver++) {
            var messages = new ArrayList<>(IntStream.range(0, 6).boxed().toList());
            messages.removeIf(_ -> random.nextInt(3) == 0);
            if (random.nextBoolean() && messages.size() > 1) {
                Collections.swap(messages, 0, random.nextInt(messages.size()));
            }
            orders.add(messages.stream().mapToInt(Integer::intValue).toArray());
        }
        return orders;
    }

    private static boolean someDisagree(List<int[]> orders) {
        for (var one : orders) {
            for (var other : orders) {
                for (int first = 0; first < 6; first++) {
                    for (int second = 0; second < 6; second++) {
                        if (before(one, first, second) && before(other, second, first)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private static boolean before(int[] order, int first, int second) {
        var list = Arrays.stream(order).boxed().toList();
        return list.contains(first)
                && list.contains(second)
                && list.indexOf(first) < list.indexOf(second);
    }

    private static List<TotalOrder.Pair> disagreement(String... orders) {
        var numbers = new ArrayList<int[]>();
        for (var order : orders) {
            numbers.add(new Scanner(order).tokens().mapToInt(Integer::parseInt).toArray());
        }
        return TotalOrder.disagreement(numbers, 10).stream().toList();
    }
}
