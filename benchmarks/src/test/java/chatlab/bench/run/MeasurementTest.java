package chatlab.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.bench.contestant.Contestant;
import chatlab.evidence.JmhResult;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

class MeasurementTest {
    private static final Cell CELL = new Cell(BenchQuestion.CHURN, Map.of("members", "8"), 2);
    private static final Contestant GOOD = new Contestant("good", Optional.empty());
    private static final Contestant BAD = new Contestant("bad", Optional.empty());
    private static final ForkPlan PLAN = ForkPlan.of(List.of(CELL), List.of(GOOD, BAD), 1);
    private static final Stopping ROUNDS = Stopping.after(3, PLAN);
    private static final RunResult RESULT = new RunResult(null, null);

    private final List<String> ran = new ArrayList<>();
    private final Interruption interruption = Interruption.none();

    @Test
    void aContestantThatFailsIsNotTriedAgain() {
        var measurement = measurement(this::badFails);

        boolean isWhole = measurement.run(ROUNDS, interruption, (_, _, _) -> {});

        assertThat(isWhole).isTrue();
        assertThat(ran).containsExactlyInAnyOrder("good", "bad", "good", "good");
        assertThat(measurement.failures())
                .singleElement()
                .extracting(Measurement.Failure::sentence)
                .isEqualTo("bad gave no result at members=8, threads=2: it threw");
        assertThat(measurement.bySubject().values())
                .singleElement()
                .satisfies(forks -> assertThat(forks).hasSize(3));
    }

    @Test
    void anInterruptedForkIsNoFailureAndWhatIsFinishedIsKept() {
        var measurement =
                measurement((_, contestant, _) -> {
                    if (ran.size() == 1) {
                        interruption.stop();
                        throw new IOException("killed");
                    }
                    ran.add(contestant.name());
                    return RESULT;
                });

        boolean isWhole = measurement.run(ROUNDS, interruption, (_, _, _) -> {});

        assertThat(isWhole).isFalse();
        assertThat(measurement.failures()).isEmpty();
        assertThat(measurement.order()).hasSize(1);
    }

    @Test
    void whenTheTimeIsUpTheRoundIsNotFinished() {
        Stopping stopping =
                new Stopping() {
                    @Override
                    public Collection<Subject> next(int done, Supplier<List<JmhResult>> results) {
                        return PLAN.subjects();
                    }

                    @Override
                    public Duration left(int forks, Duration average) {
                        return Duration.ofSeconds(3 - forks);
                    }

                    @Override
                    public int looks() {
                        return 1;
                    }
                };
        var measurement = measurement((_, _, _) -> RESULT);

        boolean isWhole = measurement.run(stopping, interruption, (_, _, _) -> {});

        assertThat(isWhole).isTrue();
        assertThat(measurement.order()).hasSize(3);
    }

    @Test
    void theTimeLeftIsToldBeforeEachFork() {
        List<Duration> left = new ArrayList<>();

        measurement(this::badFails).run(ROUNDS, interruption, (_, _, time) -> left.add(time));

        assertThat(left).hasSize(6);
        assertThat(left.getFirst()).isEqualTo(Timing.SHORT.fork().multipliedBy(6));
    }

    private Measurement measurement(Fork fork) {
        return new Measurement(PLAN, Timing.SHORT, fork);
    }

    private RunResult badFails(Cell cell, Contestant contestant, Timing timing) throws IOException {
        ran.add(contestant.name());
        if (contestant.equals(BAD)) throw new IOException("it threw");
        return RESULT;
    }
}
