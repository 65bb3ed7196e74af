package chatlab.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.protocol.Message;
import chatlab.server.delivery.EncodedMessage;

import org.junit.jupiter.api.Test;

/// The bounds of what channels remember.
class HistoryTest {
    private static EncodedMessage message(int length) {
        return new EncodedMessage(Message.from("ann", "PRIVMSG", "#lab", "x".repeat(length)));
    }

    @Test
    void aChannelKeepsItsBoundInBytes() {
        var history = new History(new HistoryBudget(1_000_000));

        for (int i = 0; i < 2_000; i++) history.add(message(400));

        assertThat(history.all()).hasSizeBetween(250, HistoryBudget.CHANNEL_BYTES / 400);
    }

    @Test
    void allChannelsTogetherKeepTheirBoundAndGiveBackWhatTheyHad() {
        var budget = new HistoryBudget(100, 10_000);
        var first = new History(budget);
        var second = new History(budget);

        for (int i = 0; i < 100; i++) first.add(message(10));
        int alone = first.all().size();
        for (int i = 0; i < 100; i++) second.add(message(10));
        assertThat(second.all()).hasSizeLessThan(2);
        first.end();
        for (int i = 0; i < 100; i++) second.add(message(10));

        assertThat(alone).isBetween(20, 40);
        assertThat(first.all()).isEmpty();
        assertThat(second.all()).hasSize(alone);
        first.add(message(10));
        assertThat(first.all()).isEmpty();
    }
}
