package chatlab.races.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RuleOfThree;
import chatlab.races.question.Question;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

/// Which samples count for which guarantee, and how many a verdict needs.
class VerdictsTest {
    private static final Question SERIES =
            Question.all().stream()
                    .filter(question -> question.name().equals("Series"))
                    .findFirst()
                    .orElseThrow();

    private static RaceRow row(Guarantee guarantee, Object... outcomesAndCounts) {
        var tally = new Tally();
        for (int i = 0; i < outcomesAndCounts.length; i += 2) {
            tally.add((String) outcomesAndCounts[i], (int) outcomesAndCounts[i + 1]);
        }
        return Verdicts.ofStress(guarantee, Set.of(guarantee), Map.of(SERIES, tally));
    }

    @Test
    void aSampleInWhichMembershipBrokeSaysNothingAboutDeliveriesOrOrder() {
        var delivery = row(Guarantee.DELIVERY, "LOST", 100_000);
        var order = row(Guarantee.SENDER_ORDER, "LOST", 100_000);

        assertThat(delivery.verdict()).isEqualTo(RaceVerdict.NOT_RUN);
        assertThat(delivery.cause()).isEqualTo(RaceCause.MASKED);
        assertThat(delivery.samples()).isZero();
        assertThat(delivery.note()).contains("another promise broke first");
        assertThat(order.verdict()).isEqualTo(RaceVerdict.NOT_RUN);
    }

    @Test
    void onlyJudgedSamplesAreTheDenominator() {
        var row = row(Guarantee.DELIVERY, "LOST", 5_000, "FINE", 300, "OVERTAKEN", 200);

        assertThat(row.verdict()).isEqualTo(RaceVerdict.HELD);
        assertThat(row.samples()).isEqualTo(500);
        assertThat(row.bound()).isEqualTo(3.0 / 500);
    }

    @Test
    void fewerSamplesThanTheFloorGiveNoVerdict() {
        var few = row(Guarantee.DELIVERY, "FINE", (int) RuleOfThree.FLOOR - 1);
        var enough = row(Guarantee.DELIVERY, "FINE", (int) RuleOfThree.FLOOR);

        assertThat(few.verdict()).isEqualTo(RaceVerdict.NOT_RUN);
        assertThat(few.cause()).isEqualTo(RaceCause.TOO_FEW_SAMPLES);
        assertThat(few.note()).contains("Only 99 samples").contains("--time");
        assertThat(enough.verdict()).isEqualTo(RaceVerdict.HELD);
        assertThat(enough.bound()).isEqualTo(0.03);
    }

    @Test
    void oneViolationIsEnoughHoweverFewSamplesThereAre() {
        assertThat(row(Guarantee.DELIVERY, "MISSED", 1).verdict()).isEqualTo(RaceVerdict.BROKEN);
    }

    @Test
    void aSampleThatBreaksAPromiseCountsForItWhateverElseItBreaks() {
        var row = row(Guarantee.SENDER_ORDER, "BAD_LIST+OVERTAKEN", 7, "FINE", 200);

        assertThat(row.violations()).isEqualTo(7);
        assertThat(row.samples()).isEqualTo(207);
    }

    @Test
    void aHuntOfFewRoundsGivesNoVerdict() {
        assertThat(Verdicts.livenessHeld(99).cause()).isEqualTo(RaceCause.TOO_FEW_SAMPLES);
        assertThat(Verdicts.livenessHeld(100).verdict()).isEqualTo(RaceVerdict.HELD);
        assertThat(Verdicts.liveness(RaceCause.HANG, 1, "").verdict())
                .isEqualTo(RaceVerdict.BROKEN);
    }
}
