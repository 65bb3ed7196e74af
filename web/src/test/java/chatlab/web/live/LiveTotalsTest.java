package chatlab.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.live.SwarmFrame;
import chatlab.evidence.live.SwarmFrame.Flight;
import chatlab.evidence.live.SwarmFrame.MessageName;
import chatlab.evidence.live.SwarmFrame.Missed;
import chatlab.evidence.live.SwarmFrame.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

class LiveTotalsTest {
    private static final long SECOND = 1_000_000_000;

    private final LiveTotals totals = new LiveTotals();

    private static Missed missed(int client, int lost) {
        return new Missed(client, lost, List.of(new MessageName(0, lost)));
    }

    private static Verdict verdict(
            boolean isFinal, int lost, @Nullable String disagreement, Missed... missed) {
        return new Verdict(isFinal, 100, 90, lost, 1, 2, 5, 0, 0, disagreement, List.of(missed));
    }

    private static SwarmFrame frame(int round, long delivered, @Nullable Verdict verdict) {
        var flights = List.of(new Flight(0, 7, List.of(1), List.of()));
        return new SwarmFrame(
                SwarmFrame.SCHEMA,
                round,
                "sending",
                1,
                "11",
                10,
                delivered,
                verdict,
                flights,
                null);
    }

    @Test
    void aRoundThatRunsCountsOnce() {
        totals.add(frame(1, 10, verdict(false, 2, null, missed(1, 2))), 0);
        totals.add(frame(1, 20, verdict(false, 3, null, missed(1, 3))), 1);

        assertThat(totals.audit().lost()).isEqualTo(3);
        assertThat(totals.audit().sent()).isEqualTo(10);
        assertThat(totals.missed()).containsExactly(missed(1, 3));
    }

    @Test
    void roundsAddUp() {
        totals.add(frame(1, 20, verdict(true, 3, "one disagrees", missed(1, 3))), 0);
        assertThat(totals.audit().lost()).isEqualTo(3);
        totals.add(frame(2, 5, null), 1);
        assertThat(totals.audit().lost()).isEqualTo(3);
        totals.add(frame(2, 20, verdict(false, 4, null, missed(0, 1), missed(1, 3))), 2);

        assertThat(totals.audit().lost()).isEqualTo(7);
        assertThat(totals.audit().sent()).isEqualTo(20);
        assertThat(totals.audit().reordered()).isEqualTo(4);
        assertThat(totals.audit().early()).isEqualTo(10);
        assertThat(totals.audit().disagreement()).isEqualTo("one disagrees");
        assertThat(totals.missed()).extracting(Missed::client).containsExactly(0, 1);
        assertThat(totals.missed()).extracting(Missed::lost).containsExactly(1, 6);
    }

    @Test
    void theRateIsThatOfTheLastSecond() {
        for (int step = 0; step <= 100; step++) {
            totals.add(frame(1, step * 10L, null), step * SECOND / 10);
        }

        assertThat(totals.rate()).isEqualTo(100);
    }

    @Test
    void theRateSurvivesANewRound() {
        totals.add(frame(1, 1_000, verdict(true, 0, null)), 0);
        totals.add(frame(2, 50, null), SECOND / 2);

        assertThat(totals.rate()).isEqualTo(100);
    }

    @Test
    void flightsAreTakenOnceAndBounded() {
        for (int i = 0; i < 100; i++) totals.add(frame(1, i, null), i);

        assertThat(totals.takeFlights()).hasSize(16);
        assertThat(totals.takeFlights()).isEmpty();
    }
}
