package chatlab.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;

class WindowTest {
    private final Window window = new Window(3, 8);

    @Test
    void nothingMoreGoesOutThanTheWindowHolds() {
        assertThat(window.admits(4, 4)).isTrue();
        assertThat(window.admits(5, 4)).isFalse();
    }

    @Test
    void theSlowestReceiverDecides() {
        window.settle(0, 8);
        window.settle(1, 8);

        assertThat(window.admits(8, 1)).isFalse();

        window.settle(2, 4);

        assertThat(window.admits(8, 4)).isTrue();
        assertThat(window.admits(9, 4)).isFalse();
    }

    @Test
    void settledReceiptsStaySettled() {
        for (int receiver = 0; receiver < 3; receiver++) {
            window.settle(receiver, 6);
            window.settle(receiver, 2);
        }

        assertThat(window.isSettled(0, 6)).isTrue();
        assertThat(window.admits(8, 4)).isTrue();
    }

    @Test
    void nobodyWaitsForAnExcludedReceiver() {
        window.settle(0, 4);
        window.settle(1, 4);
        window.exclude(2);

        assertThat(window.admits(8, 4)).isTrue();
    }

    @Test
    void whenAllAreExcludedNothingIsHeldBack() {
        for (int receiver = 0; receiver < 3; receiver++) {
            window.exclude(receiver);
        }

        assertThat(window.admits(1_000, 8)).isTrue();
    }

    @Test
    void laggardsAreThoseWhoseMessagesAreMissedForTheNextLot() {
        window.settle(0, 4);
        window.settle(1, 3);
        var laggards = new ArrayList<Integer>();

        window.forEachLaggard(laggards::add);

        assertThat(window.goal()).isEqualTo(4);
        assertThat(laggards).containsExactly(1, 2);
    }

    @Test
    void evenASenderWithAWindowOfOneMaySend() {
        var narrow = new Window(1, 1);

        assertThat(narrow.lot()).isEqualTo(1);
        assertThat(narrow.admits(0, 1)).isTrue();
        assertThat(narrow.admits(1, 1)).isFalse();
    }
}
