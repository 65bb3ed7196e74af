package chatlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.BenchQuestion;
import chatlab.bench.run.Cell;
import chatlab.bench.run.ForkPlan;
import chatlab.bench.run.ForkPlan.Step;
import chatlab.bench.run.Subject;
import chatlab.bench.run.Timing;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;
import chatlab.evidence.Terms;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs that stop when they are decided, on a simulated machine whose speed wanders: how often are
/// they wrong, and when do they stop?
class UntilDecidedTest {
    private static final Duration TIME = Duration.ofMinutes(3);
    private static final int LAST_ROUND = 60;
    private static final double FORK_SPREAD = 0.15;

    /// Nothing is equivalent on these terms, so that every verdict about identical code is wrong.
    private static final Terms NO_MARGIN = new Terms(0.95, 1e-9, false);

    private final Random random = new Random(20_251_129);
    private long now;

    @Test
    void looksArePlannedBeforeTheRunAndTheLastIsItsEnd() {
        assertThat(run(plan(8), Terms.USUAL).looks()).isEqualTo(4); // 6, 12, 24 and the end
        assertThat(run(plan(4), Terms.USUAL).looks()).isEqualTo(5);
    }

    @Test
    void noForkBeginsThatWouldEndAfterTheDeadline() {
        var run = run(plan(2), Terms.USUAL);
        now = TIME.toNanos() - Duration.ofSeconds(1).toNanos();

        assertThat(run.left(10, Duration.ofMillis(900))).isPositive();
        assertThat(run.left(10, Duration.ofMillis(1100))).isNegative();
    }

    @Test
    void whatIsDecidedIsNotMeasuredAnyMore() {
        var plan = plan(3);
        var simulation = new Simulation(plan, run(plan, Terms.USUAL), List.of(1.0, 3.0, 1.0));

        simulation.run(12);

        assertThat(simulation.forks(1)).isEqualTo(6);
        assertThat(simulation.forks(0)).isEqualTo(12);
        assertThat(simulation.forks(2)).isEqualTo(12);
        assertThat(simulation.judgements(Terms.USUAL))
                .extracting(Judgement::verdict)
                .containsExactly(ClaimVerdict.SUPPORTED, ClaimVerdict.INCONCLUSIVE);
    }

    /// Three comparisons of identical code, with a look after 6, 12, 24 and 48 rounds and at the
    /// end: at most one report in twenty says anything false, although a run stops when it does.
    @Test
    void aRunThatStopsWhenItIsDecidedErrsInFivePercentOfRunsAtMost() {
        var plan = plan(4);
        int wrong = 0;
        int runs = 600;
        for (int i = 0; i < runs; i++) {
            var simulation =
                    new Simulation(plan, run(plan, NO_MARGIN), List.of(1.0, 1.0, 1.0, 1.0));
            simulation.run(LAST_ROUND);
            if (simulation.judgements(NO_MARGIN).stream()
                    .anyMatch(j -> j.verdict() != ClaimVerdict.INCONCLUSIVE)) {
                wrong++;
            }
        }

        assertThat((double) wrong / runs).isBetween(0.005, 0.05);
    }

    /// The test above can fail: without shares, looking five times errs in more than one run of
    /// ten.
    @Test
    void withoutSharesOfTheErrorLookingOftenMisleads() {
        int wrong = 0;
        int runs = 300;
        for (int i = 0; i < runs; i++) {
            var plan = plan(2);
            var simulation = new Simulation(plan, run(plan, NO_MARGIN), List.of(1.0, 1.0));
            simulation.looks = 1;
            simulation.run(LAST_ROUND);
            if (simulation.judgements(NO_MARGIN).getFirst().verdict()
                    != ClaimVerdict.INCONCLUSIVE) {
                wrong++;
            }
        }

        assertThat((double) wrong / runs).isGreaterThan(0.1);
    }

    /// Three comparisons with true ratios of 1.5, where forks of the same code differ by a third.
    @Test
    void aRatioOfOneAndAHalfIsDecidedWithinTwentyFourRounds() {
        var plan = plan(4);
        int decided = 0;
        int runs = 100;
        for (int i = 0; i < runs; i++) {
            var simulation =
                    new Simulation(plan, run(plan, Terms.USUAL), List.of(1.0, 1.5, 1.5, 1.5));
            simulation.run(24);
            decided +=
                    (int)
                            simulation.judgements(Terms.USUAL).stream()
                                    .filter(j -> j.verdict() == ClaimVerdict.SUPPORTED)
                                    .count();
        }

        assertThat(decided / (3.0 * runs)).isGreaterThan(0.95);
    }

    private UntilDecided run(ForkPlan plan, Terms terms) {
        return new UntilDecided(
                plan, Timing.SHORT, TIME, TIME.toNanos(), () -> now, found -> judge(found, terms));
    }

    private static List<Judgement> judge(List<JmhResult> found, Terms terms) {
        return Comparisons.judgements(found, "c0", terms, Set.of());
    }

    private static ForkPlan plan(int contestants) {
        var cell = new Cell(BenchQuestion.JOINS, Map.of("members", "64"), /* threads= */ 2);
        List<Contestant> all =
                IntStream.range(0, contestants)
                        .mapToObj(i -> new Contestant("c" + i, Optional.empty()))
                        .toList();
        return ForkPlan.of(List.of(cell), all, 1);
    }

    /// A run on a machine whose speed wanders from fork to fork.
    private final class Simulation {
        private final ForkPlan plan;
        private final UntilDecided until;
        private final List<Double> speeds;
        private final Map<Subject, List<List<Double>>> raw = new LinkedHashMap<>();
        private final Map<Subject, List<Integer>> rounds = new LinkedHashMap<>();
        private final Map<Subject, List<Integer>> places = new LinkedHashMap<>();
        private int forks;
        private int looks;
        private double machine;

        Simulation(ForkPlan plan, UntilDecided until, List<Double> speeds) {
            this.plan = plan;
            this.until = until;
            this.speeds = speeds;
            this.looks = until.looks();
        }

        void run(int lastRound) {
            Collection<Subject> open = plan.subjects();
            for (int round = 1; round <= lastRound && !open.isEmpty(); round++) {
                plan.round(round, open).forEach(this::measure);
                open = until.next(round, this::results);
            }
        }

        private void measure(Step step) {
            var subject = step.subject();
            machine = 0.95 * machine + 0.1 * random.nextGaussian();
            double speed = speeds.get(plan.subjects().indexOf(subject));
            double score = speed * Math.exp(machine + FORK_SPREAD * random.nextGaussian());
            raw.computeIfAbsent(subject, _ -> new ArrayList<>()).add(List.of(score));
            rounds.computeIfAbsent(subject, _ -> new ArrayList<>()).add(step.round());
            places.computeIfAbsent(subject, _ -> new ArrayList<>()).add(++forks);
        }

        int forks(int contestant) {
            return rounds.getOrDefault(plan.subjects().get(contestant), List.of()).size();
        }

        List<Judgement> judgements(Terms terms) {
            return judge(results(), terms);
        }

        List<JmhResult> results() {
            return plan.subjects().stream().flatMap(s -> Stream.of(result(s))).toList();
        }

        private JmhResult result(Subject subject) {
            var forkScores = raw.getOrDefault(subject, List.of());
            Map<String, String> params = new LinkedHashMap<>(subject.cell().params());
            params.put("strategy", subject.contestant().name());
            return new JmhResult(
                    BenchQuestion.JOINS.benchmark(),
                    "thrpt",
                    2,
                    forkScores.size(),
                    List.of(),
                    "25",
                    "a VM",
                    "25+1",
                    1,
                    1,
                    params,
                    JmhResult.Metric.of("ops/s", forkScores),
                    new JmhResult.RunOrder(
                            "run",
                            places.getOrDefault(subject, List.of()),
                            rounds.getOrDefault(subject, List.of()),
                            looks,
                            1));
        }
    }
}
