package chatlab.evidence;

import static chatlab.evidence.ClaimVerdict.CONTRADICTED;
import static chatlab.evidence.ClaimVerdict.EQUIVALENT;
import static chatlab.evidence.ClaimVerdict.INADMISSIBLE;
import static chatlab.evidence.ClaimVerdict.INCONCLUSIVE;
import static chatlab.evidence.ClaimVerdict.SUPPORTED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class ClaimTest {

    private static final JmhResult COW = Results.of("cow", 1, 231, 228, 240, 235, 226);
    private static final JmhResult RWLOCK = Results.of("rwlock", 2, 100, 103, 99, 101, 98);

    @Test
    void aClaimIsSupportedWhenTheWholeIntervalLiesBeyondTheMargin() {
        assertThat(Claim.faster(COW, RWLOCK).judge(Terms.USUAL).verdict()).isEqualTo(SUPPORTED);
    }

    @Test
    void aClaimIsContradictedWhenTheOtherIsFaster() {
        assertThat(Claim.faster(RWLOCK, COW).judge(Terms.USUAL).verdict()).isEqualTo(CONTRADICTED);
    }

    @Test
    void byAtLeastMovesTheBoundary() {
        assertThat(byAtLeast(2.2)).isEqualTo(SUPPORTED); // the interval is 2.24 to 2.39
        assertThat(byAtLeast(2.3)).isEqualTo(INCONCLUSIVE);
        assertThat(byAtLeast(2.5)).isEqualTo(CONTRADICTED); // faster, but surely not by that much
    }

    @Test
    void belowOneByAtLeastSaysHowMuchSlowerAtMost() {
        JmhResult a = Results.of("snapshot", 1, 96.5, 97, 96, 96.8, 96.2);
        JmhResult b = Results.of("plain-array", 2, 100, 101, 100.5, 99.5, 100);

        // About 0.963 (0.957 to 0.970).
        assertThat(new Claim(a, b, 0.95).judge(Terms.USUAL).verdict()).isEqualTo(SUPPORTED);
        assertThat(new Claim(a, b, 0.98).judge(Terms.USUAL).verdict()).isEqualTo(CONTRADICTED);
        // Slower without doubt, but perhaps by no more than was allowed.
        assertThat(new Claim(a, b, 0.965).judge(Terms.USUAL).verdict()).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void twoAreEquivalentWhenTheNinetyPercentIntervalLiesWithinTheMargin() {
        JmhResult a = Results.of("a", 1, 100.2, 99.1, 101.3, 100.9, 98.8);
        JmhResult b = Results.of("b", 2, 99.7, 100.4, 100.6, 98.9, 101.1);

        Judgement judgement = Claim.faster(a, b).judge(Terms.USUAL);

        // The 90 % interval is 0.9876 to 1.0109.
        assertThat(judgement.verdict()).isEqualTo(EQUIVALENT);
        assertThat(Claim.faster(a, b).judge(new Terms(0.95, 0.01, false)).verdict())
                .isEqualTo(INCONCLUSIVE);
        assertThat(judgement.conclusion()).isEqualTo("EQUIVALENT, within 3 %");
    }

    @Test
    void anOpenQuestionNamesTheForksThatWouldSettleIt() {
        JmhResult a = Results.of("a", 1, 107, 104, 110, 103, 106);
        JmhResult b = Results.of("b", 2, 100, 103, 99, 101, 98);

        Judgement judgement = Claim.faster(a, b).judge(Terms.USUAL);

        // 1.0577 (1.0229 to 1.0938): at eight forks a side the lower end passes 1.03.
        assertThat(judgement.verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(judgement.forksNeeded()).isEqualTo(8);
        assertThat(judgement.conclusion()).isEqualTo("INCONCLUSIVE; about 8 forks would settle it");
    }

    @Test
    void whatLiesOnTheBoundaryIsSettledByNoNumberOfForks() {
        JmhResult a = Results.of("a", 1, 107, 104, 110, 103, 106);
        JmhResult b = Results.of("b", 2, 100, 103, 99, 101, 98);
        double estimate = 1.0577586965988044;

        Judgement judgement = new Claim(a, b, estimate).judge(new Terms(0.95, 0.01, false));

        assertThat(judgement.forksNeeded()).isNull();
        assertThat(judgement.conclusion()).contains("more forks would not settle it");
    }

    @Test
    void theWinnerIsWhoeverDidBetter() {
        assertThat(Claim.winnerOf(RWLOCK, COW).subject()).isEqualTo(COW);
        assertThat(Claim.winnerOf(COW, RWLOCK).subject()).isEqualTo(COW);
    }

    @Test
    void ofTimesTheShorterWins() {
        JmhResult slow = times(COW);
        JmhResult fast = times(RWLOCK);

        assertThat(Claim.faster(fast, slow).judge(Terms.USUAL).verdict()).isEqualTo(SUPPORTED);
        assertThat(Claim.winnerOf(slow, fast).subject()).isEqualTo(fast);
    }

    @Test
    void whatMayNotBeUsedIsNotJudgedButItsRatioIsShown() {
        JmhResult few = Results.of("cow", 1, 231, 228, 240);

        Judgement judgement =
                Claim.faster(few, Results.of("rwlock", 2, 100, 103, 99)).judge(Terms.USUAL);

        assertThat(judgement.verdict()).isEqualTo(INADMISSIBLE);
        assertThat(judgement.sentence()).startsWith("cow is 2.31 times as fast as rwlock");
        assertThat(judgement.conclusion())
                .startsWith("INADMISSIBLE; forks: 3, and a verdict takes at least 5")
                .contains("Instead, measure again with lab bench and more --time");
    }

    @Test
    void withOneForkThereIsNotEvenARatio() {
        Judgement judgement =
                Claim.faster(Results.of("cow", 1, 231), Results.of("rwlock", 2, 100))
                        .judge(Terms.USUAL);

        assertThat(judgement.verdict()).isEqualTo(INADMISSIBLE);
        assertThat(judgement.sentence())
                .isEqualTo("cow and rwlock cannot be compared at members=64, threads=2");
    }

    @Test
    void theSentenceSaysHowMuchHowSureOfWhatAndWhere() {
        assertThat(Claim.faster(COW, RWLOCK).judge(Terms.USUAL).sentence())
                .isEqualTo(
                        "cow is 2.32 times as fast as rwlock (2.24 to 2.39, 95 %, 5 forks)"
                                + " at members=64, threads=2");
    }

    /// Holm with three claims of which two are clear: 0.05/3 for the clearest, 0.05/2 for the next,
    /// 0.05 for the last.
    @Test
    void ofSeveralClaimsTheClearestIsHeldToTheStrictestConfidence() {
        Claim clear = Claim.faster(COW, RWLOCK);
        Claim less = new Claim(COW, RWLOCK, 2.2);
        Claim open = new Claim(COW, RWLOCK, 2.3);

        List<Judgement> judgements = Claim.judge(List.of(open, less, clear), Terms.USUAL);

        assertThat(judgements)
                .extracting(j -> j.claim().byAtLeast())
                .containsExactly(2.3, 2.2, null);
        assertThat(confidence(judgements.get(2))).isCloseTo(1 - 0.05 / 3, within(1e-12));
        assertThat(confidence(judgements.get(1))).isCloseTo(1 - 0.05 / 2, within(1e-12));
    }

    /// 0.05/2 leaves the first open; the second is then not tried at 0.05, at which it would be
    /// settled.
    @Test
    void fromTheFirstOpenClaimOnNoneIsSettled() {
        // The claim alone is supported at 95 % and not at 97.5 %.
        Claim bare = new Claim(COW, RWLOCK, 2.24);
        assertThat(bare.judge(Terms.USUAL).verdict()).isEqualTo(SUPPORTED);

        List<Judgement> judgements = Claim.judge(List.of(bare, bare), Terms.USUAL);

        assertThat(judgements).extracting(Judgement::verdict).containsOnly(INCONCLUSIVE);
        assertThat(judgements).allSatisfy(j -> assertThat(confidence(j)).isEqualTo(0.975));
    }

    @Test
    void inadmissibleClaimsDoNotCountForTheCorrection() {
        Claim inadmissible = Claim.faster(Results.of("cow", 1, 231, 228), RWLOCK);
        Claim bare = new Claim(COW, RWLOCK, 2.24);

        List<Judgement> judgements = Claim.judge(List.of(inadmissible, bare), Terms.USUAL);

        assertThat(judgements)
                .extracting(Judgement::verdict)
                .containsExactly(INADMISSIBLE, SUPPORTED);
    }

    /// Six claims about identical code in one report: with Holm's correction at most one report in
    /// twenty says anything false about any of them.
    @Test
    void aReportOfManyClaimsErrsAsSeldomAsOneClaim() {
        var random = new Random(7);
        int reports = 500;

        long wrong =
                Stream.generate(() -> sixClaimsOnIdenticalCode(random))
                        .limit(reports)
                        .map(claims -> Claim.judge(claims, new Terms(0.95, 1e-9, false)))
                        .filter(js -> js.stream().anyMatch(j -> j.verdict() != INCONCLUSIVE))
                        .count();

        assertThat((double) wrong / reports).isLessThan(0.07);
    }

    private static List<Claim> sixClaimsOnIdenticalCode(Random random) {
        return Stream.generate(() -> Claim.faster(identical(random, 1), identical(random, 2)))
                .limit(6)
                .toList();
    }

    private static JmhResult identical(Random random, int firstPlace) {
        return Results.of(
                "same" + firstPlace,
                firstPlace,
                random.doubles(5, -1, 1).map(x -> 100 * Math.exp(0.03 * x)).toArray());
    }

    private static ClaimVerdict byAtLeast(double times) {
        return new Claim(COW, RWLOCK, times).judge(Terms.USUAL).verdict();
    }

    private static double confidence(Judgement judgement) {
        assertThat(judgement.interval()).isNotNull();
        return judgement.interval() == null ? Double.NaN : judgement.interval().confidence();
    }

    private static JmhResult times(JmhResult result) {
        return Results.result(
                result.contestant(), "avgt", result.primaryMetric().rawData(), result.runOrder());
    }
}
