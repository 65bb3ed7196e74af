package chatlab.races.question;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.harness.arbiter.Anomaly;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What a scene tells the arbiter, for channels that do just one thing wrong.
///
/// In these tests ann finishes before bob begins. The scene does not know that: it tells only each
/// caller's own order.
class SceneTest {

    /// A correct channel; tests override one method to make it wrong.
    private static class Channel implements BroadcastStrategy<NumberedMessage> {
        final List<Subscriber<NumberedMessage>> members = new ArrayList<>();

        @Override
        public boolean join(Subscriber<NumberedMessage> subscriber) {
            return !members.contains(subscriber) && members.add(subscriber);
        }

        @Override
        public boolean leave(Subscriber<NumberedMessage> subscriber) {
            return members.remove(subscriber);
        }

        @Override
        public int broadcast(NumberedMessage message, Subscriber<NumberedMessage> sender) {
            int taken = 0;
            for (var member : List.copyOf(members)) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        }

        @Override
        public List<Subscriber<NumberedMessage>> subscribers() {
            return new ArrayList<>(members);
        }
    }

    @Test
    void aCorrectChannelIsFine() {
        var scene = new Scene(new Channel(), 3);
        var newcomer = scene.newcomer();

        scene.ann.join(newcomer).broadcast(1, newcomer).list();
        scene.bob.broadcast(2).leave(newcomer).leave(newcomer);

        assertThat(scene.seen()).isEqualTo("FINE");
    }

    @Test
    void aSubscriberThatJoinedAndIsNotInIsLost() {
        var channel = new Channel();
        var scene = new Scene(channel, 1);
        var newcomer = scene.newcomer();

        scene.ann.join(newcomer);
        channel.members.remove(newcomer);

        assertThat(scene.seen()).isEqualTo("LOST");
    }

    /// The message that only the first member gets at once; the others get it behind the next one.
    private static final class Overtaking extends Channel {
        private @Nullable NumberedMessage later;

        @Override
        public int broadcast(NumberedMessage message, Subscriber<NumberedMessage> sender) {
            if (later != null) return super.broadcast(message, sender);
            later = message;
            members.getFirst().deliver(message);
            return members.size();
        }

        @Override
        public List<Subscriber<NumberedMessage>> subscribers() {
            if (later != null) members.subList(1, members.size()).forEach(m -> m.deliver(later));
            return super.subscribers();
        }
    }

    @Test
    void anAnswerBeforeItsQuestionIsSeen() {
        var scene = new Scene(new Overtaking(), 3);
        var first = scene.cast.getFirst();
        first.answers();

        scene.ann.broadcast(1);
        scene.bob.answer(1, 2, first);

        assertThat(scene.seen()).isEqualTo("ANSWERED_EARLY");
    }

    @Test
    void whoHasNotGotTheQuestionDoesNotAnswerIt() {
        var scene = new Scene(new Overtaking(), 3);
        var last = scene.cast.getLast();
        last.answers();

        scene.ann.broadcast(1);
        scene.bob.answer(1, 2, last);

        assertThat(scene.seen()).doesNotContain("ANSWERED_EARLY");
    }

    @Test
    void theOutcomeNamesTheExceptionOfACall() {
        var channel =
                new Channel() {
                    @Override
                    public boolean leave(Subscriber<NumberedMessage> subscriber) {
                        throw new IndexOutOfBoundsException();
                    }

                    @Override
                    public int broadcast(
                            NumberedMessage message, Subscriber<NumberedMessage> sender) {
                        if (message.number == 1) throw new IllegalStateException();
                        return super.broadcast(message, sender);
                    }
                };
        var leaving = new Scene(channel, 1);
        leaving.ann.leave(leaving.cast.getFirst());
        assertThat(leaving.seen()).isEqualTo("JOIN_THREW IndexOutOfBoundsException");

        channel.members.clear();
        var sending = new Scene(channel, 1);
        sending.ann.broadcast(1);
        assertThat(sending.seen()).isEqualTo("BROADCAST_THREW IllegalStateException");
    }

    @Test
    void aListWithoutAMemberThatStaysIsBad() {
        var channel =
                new Channel() {
                    private int lists;

                    @Override
                    public List<Subscriber<NumberedMessage>> subscribers() {
                        return lists++ == 0 ? List.of() : super.subscribers();
                    }
                };
        var scene = new Scene(channel, 1);

        scene.ann.list();

        assertThat(scene.seen()).isEqualTo("BAD_LIST");
    }

    /// Delivers message 1 as a test says, and all others correctly.
    private static class Spoiling extends Channel {
        private final List<List<Integer>> deliveries;

        /// @param deliveries for each delivery, the index of the receiver, and the message
        Spoiling(List<List<Integer>> deliveries) {
            this.deliveries = deliveries;
        }

        @Override
        public int broadcast(NumberedMessage message, Subscriber<NumberedMessage> sender) {
            if (message.number > 1) return super.broadcast(message, sender);
            var all = subscribers();
            for (var delivery : deliveries) {
                all.get(delivery.getFirst()).deliver(new NumberedMessage(delivery.getLast()));
            }
            return deliveries.size();
        }
    }

    private static Scene spoilt(Integer... receivers) {
        var deliveries = new ArrayList<List<Integer>>();
        for (var receiver : receivers) deliveries.add(List.of(receiver, 1));
        return new Scene(new Spoiling(deliveries), 3);
    }

    @Test
    void theCountMustMatchTheDeliveries() {
        var channel =
                new Channel() {
                    @Override
                    public int broadcast(
                            NumberedMessage message, Subscriber<NumberedMessage> sender) {
                        return super.broadcast(message, sender) + (message.number == 1 ? 1 : 0);
                    }
                };
        var scene = new Scene(channel, 2);

        scene.ann.broadcast(1);

        assertThat(scene.seen()).isEqualTo("MISCOUNTED");
    }

    @Test
    void aBroadcastThatCountsFutureDeliveriesIsUnfinishedAndNoLostJoin() {
        var meanwhile = new Scene(new Promising(), 2);

        meanwhile.ann.broadcast(1);

        assertThat(meanwhile.seen()).isEqualTo("UNFINISHED");
        assertThat(new Scene(new Promising(), 2).seen()).isEqualTo("UNFINISHED");
    }

    /// Counts deliveries that it has not made yet.
    private static final class Promising extends Channel {
        @Override
        public int broadcast(NumberedMessage message, Subscriber<NumberedMessage> sender) {
            return members.size();
        }
    }

    @Test
    void aLastBroadcastThatThrowsIsNoLostJoin() {
        var channel =
                new Channel() {
                    @Override
                    public int broadcast(
                            NumberedMessage message, Subscriber<NumberedMessage> sender) {
                        throw new StackOverflowError();
                    }
                };

        assertThat(new Scene(channel, 2).seen()).isEqualTo("BROADCAST_THREW StackOverflowError");
    }

    @Test
    void receiversMustHaveBeenTheMembersAtSomeInstant() {
        var neither = spoilt(1, 2);
        var both = spoilt(0, 1, 2, 3);
        var either = spoilt(0, 1, 2);

        neither.ann.broadcast(1);
        neither.bob.join(neither.newcomer()).leave(neither.cast.get(0));
        var late = both.newcomer();
        both.channel.join(late);
        both.ann.broadcast(1);
        both.channel.leave(late);
        both.bob.leave(both.cast.get(0)).join(late);
        either.ann.broadcast(1);
        either.bob.leave(either.cast.get(0)).join(either.newcomer());

        assertThat(neither.seen()).isEqualTo("NEVER_TOGETHER");
        assertThat(both.seen()).isEqualTo("NEVER_TOGETHER");
        assertThat(either.seen()).isEqualTo("FINE");
    }

    @Test
    void twoMembersMustAgreeOnTheOrderOfTwoMessages() {
        var channel =
                new Spoiling(List.of(List.of(0, 1), List.of(1, 2), List.of(1, 1), List.of(0, 2))) {
                    @Override
                    public int broadcast(
                            NumberedMessage message, Subscriber<NumberedMessage> sender) {
                        if (message.number == 2) return 2;
                        return super.broadcast(message, sender) - (message.number == 1 ? 2 : 0);
                    }
                };
        var scene = new Scene(channel, 2);

        scene.ann.broadcast(1);
        scene.bob.broadcast(2);

        assertThat(scene.seen()).isEqualTo("DISAGREED");
    }

    @Test
    void aDeliveryAfterLeaveHasReturnedIsLate() {
        var scene = new Scene(new Channel(), 2);
        var leaver = scene.cast.getFirst();

        scene.ann.broadcast(1);
        scene.bob.leave(leaver);
        leaver.deliver(new NumberedMessage(14));

        assertThat(scene.seen()).isEqualTo("LATE");
    }

    @Test
    void theOutcomeNamesAllPromisesThatAreBroken() {
        var channel =
                new Channel() {
                    @Override
                    public int broadcast(
                            NumberedMessage message, Subscriber<NumberedMessage> sender) {
                        return message.number == 1 ? 0 : super.broadcast(message, sender);
                    }
                };
        var scene = new Scene(channel, 2);
        var leaver = scene.cast.getFirst();

        scene.ann.broadcast(1);
        scene.bob.leave(leaver);
        leaver.deliver(new NumberedMessage(14));

        assertThat(scene.seen()).isEqualTo("MISSED+LATE");
        assertThat(Outcomes.anomalies("MISSED+LATE")).containsExactly(Anomaly.MISSED, Anomaly.LATE);
    }

    @Test
    void aDeliveryAfterJoiningAgainIsNotLate() {
        var scene = new Scene(new Channel(), 2);
        var leaver = scene.cast.getFirst();

        scene.bob.leave(leaver).join(leaver);
        scene.ann.broadcast(1);

        assertThat(scene.seen()).isEqualTo("FINE");
    }
}
