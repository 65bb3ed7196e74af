package chatlab.races;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.Json;
import chatlab.evidence.race.CanaryResult;
import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;
import chatlab.evidence.race.RuleOfThree;
import chatlab.harness.contract.Breach;
import chatlab.harness.contract.ContractFinding;
import chatlab.harness.hang.Patience;
import chatlab.harness.rendezvous.Finding;
import chatlab.harness.rendezvous.Verdict;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

    @Test
    void theReaderAcceptsEveryRowThatOneThreadAloneShowsBroken() throws Exception {
        var alone =
                new ContractFinding.Broken(
                        List.of(
                                new Breach(
                                        Breach.Kind.PROMISE, Guarantee.FAILURE_ISOLATION, "lost")),
                        Patience.LEAST);
        var arranged =
                Stream.of(Verdict.values())
                        .map(verdict -> new Finding(Guarantee.FAILURE_ISOLATION, verdict, ""))
                        .map(finding -> Verdicts.ofRendezvous(finding, Set.of()));
        var rows = arranged.map(row -> Verdicts.withContract(row, alone)).toList();
        var report =
                RaceReport.of(
                        new RacedStrategy("mine", "", "", List.of()),
                        new CanaryResult(true, true),
                        rows,
                        null);

        var read = RaceFile.parse(Json.line(report)).reports().getFirst();

        assertThat(read.results())
                .isEqualTo(rows)
                .allMatch(row -> row.verdict() == RaceVerdict.BROKEN);
    }
}
