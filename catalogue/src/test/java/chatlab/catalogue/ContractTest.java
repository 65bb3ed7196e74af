package chatlab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Subscriber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What every strategy owes when one thread alone calls it, broken on purpose or not.
@ParameterizedClass
@MethodSource("chatlab.catalogue.Catalogue#entries")
class ContractTest {
    private final CatalogueEntry entry;
    private final BroadcastStrategy<String> strategy;
    private final Inbox ann = new Inbox();
    private final Inbox bob = new Inbox();
    private final Inbox eve = new Inbox();

    ContractTest(CatalogueEntry entry) {
        this.entry = entry;
        strategy = entry.create();
    }

    private static final class Inbox implements Subscriber<String> {
        private final List<String> messages = new ArrayList<>();

        @Override
        public boolean deliver(String message) {
            messages.add(message);
            return true;
        }
    }

    /// Equal to every other of its name: a subscriber should not be like this, but may.
    private record Lookalike(String name) implements Subscriber<String> {
        @Override
        public boolean deliver(String message) {
            return true;
        }
    }

    @Test
    void aNewStrategyIsEmpty() {
        assertThat(strategy.subscribers()).isEmpty();
        assertThat(strategy.broadcast("hello", ann)).isZero();
    }

    @Test
    void aFirstJoinIsTrueAndASecondIsFalseAndChangesNothing() {
        assertThat(strategy.join(ann)).isTrue();
        assertThat(strategy.join(ann)).isFalse();

        assertThat(strategy.subscribers()).containsExactly(ann);
    }

    @Test
    void aFirstLeaveIsTrueAndASecondIsFalse() {
        strategy.join(ann);

        assertThat(strategy.leave(ann)).isTrue();
        assertThat(strategy.leave(ann)).isFalse();
        assertThat(strategy.subscribers()).isEmpty();
    }

    @Test
    void aStrangerCannotLeave() {
        strategy.join(ann);

        assertThat(strategy.leave(bob)).isFalse();
        assertThat(strategy.subscribers()).containsExactly(ann);
    }

    @Test
    void whoLeftMayJoinAgain() {
        strategy.join(ann);
        strategy.leave(ann);

        assertThat(strategy.join(ann)).isTrue();
        strategy.broadcast("hello", bob);

        assertThat(ann.messages).containsExactly("hello");
    }

    @Test
    void aMessageReachesAllButItsSender() {
        strategy.join(ann);
        strategy.join(bob);
        strategy.join(eve);

        int taken = strategy.broadcast("hello", ann);

        assertThat(taken).isEqualTo(2);
        assertThat(ann.messages).isEmpty();
        assertThat(bob.messages).containsExactly("hello");
        assertThat(eve.messages).containsExactly("hello");
    }

    @Test
    void aSenderMayBeAStranger() {
        strategy.join(ann);

        assertThat(strategy.broadcast("hello", eve)).isEqualTo(1);
        assertThat(ann.messages).containsExactly("hello");
    }

    @Test
    void whoHasLeftGetsNothing() {
        strategy.join(ann);
        strategy.join(bob);
        strategy.leave(bob);

        assertThat(strategy.broadcast("hello", eve)).isEqualTo(1);
        assertThat(bob.messages).isEmpty();
    }

    @Test
    void messagesOfOneSenderArriveInOrder() {
        strategy.join(ann);
        var sent = IntStream.range(0, 100).mapToObj(Integer::toString).toList();

        sent.forEach(message -> strategy.broadcast(message, bob));

        assertThat(ann.messages).isEqualTo(sent);
    }

    @Test
    void aRefusalIsNotCounted() {
        strategy.join(ann);
        strategy.join(_ -> false);

        assertThat(strategy.broadcast("hello", bob)).isEqualTo(1);
    }

    @Test
    void aThrowingSubscriberIsNotCountedAndCostsTheOthersNothing() {
        assumeFalse(
                entry.bugCard().stream()
                        .flatMap(card -> Stream.of(card.breaks()))
                        .anyMatch(Guarantee.FAILURE_ISOLATION::equals),
                "one thread is enough to break this");
        strategy.join(ann);
        strategy.join(_ -> {
            throw new IllegalStateException("thrown by deliver");
        });
        strategy.join(bob);

        assertThat(strategy.broadcast("hello", eve)).isEqualTo(2);
        assertThat(ann.messages).containsExactly("hello");
        assertThat(bob.messages).containsExactly("hello");
    }

    @Test
    void subscribersAreACopy() {
        strategy.join(ann);
        var before = strategy.subscribers();

        strategy.join(bob);
        before.clear();

        assertThat(strategy.subscribers()).containsExactlyInAnyOrder(ann, bob);
    }

    @Test
    void subscribersAreToldApartByIdentity() {
        var one = new Lookalike("twin");
        var other = new Lookalike("twin");

        assertThat(strategy.join(one)).isTrue();
        assertThat(strategy.join(other)).isTrue();
        assertThat(strategy.broadcast("hello", one)).isEqualTo(1);
        assertThat(strategy.leave(other)).isTrue();

        assertThat(strategy.subscribers()).hasSize(1).first().isSameAs(one);
    }

    @Test
    void aThousandComeAndEverySecondGoes() {
        var crowd = IntStream.range(0, 1_000).mapToObj(_ -> new Inbox()).toList();
        crowd.forEach(strategy::join);
        for (int i = 0; i < crowd.size(); i += 2) strategy.leave(crowd.get(i));

        assertThat(strategy.broadcast("hello", ann)).isEqualTo(500);

        for (int i = 0; i < crowd.size(); i++) {
            assertThat(crowd.get(i).messages).hasSize(i % 2);
        }
    }
}
