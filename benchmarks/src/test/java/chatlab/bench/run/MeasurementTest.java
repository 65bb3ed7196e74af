package chatlab.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.bench.contestant.Contestant;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class MeasurementTest {
    private static final Cell CELL = new Cell(BenchQuestion.CHURN, Map.of("members", "8"), 2);
    private static final Contestant GOOD = new Contestant("good", Optional.empty());
    private static final Contestant BAD = new Contestant("bad", Optional.empty());
    private static final RunResult RESULT = new RunResult(null, null);

    private final List<String> ran = new ArrayList<>();
    private final Interruption interruption = Interruption.none();

    @Test
    void aContestantThatFailsIsNotTriedAgain() {
        var measurement = measurement(this::badFails);

        boolean isWhole = measurement.run(interruption, (_, _, _) -> {});

        assertThat(isWhole).isTrue();
        assertThat(ran).containsExactly("good", "bad", "good", "good");
        assertThat(measurement.failures())
                .singleElement()
                .extracting(Measurement.Failure::sentence)
                .isEqualTo("bad gave no result at members=8, threads=2: it threw");
        assertThat(measurement.byPair().values())
                .singleElement()
                .satisfies(forks -> assertThat(forks).hasSize(3));
    }

    @Test
    void anInterruptedForkIsNoFailureAndWhatIsFinishedIsKept() {
        var measurement =
                measurement((cell, contestant, timing) -> {
                    if (ran.size() == 1) {
                        interruption.stop();
                        throw new IOException("killed");
                    }
                    return badFails(cell, contestant, timing);
                });

        boolean isWhole = measurement.run(interruption, (_, _, _) -> {});

        assertThat(isWhole).isFalse();
        assertThat(measurement.failures()).isEmpty();
        assertThat(measurement.order()).containsExactly("good at members=8, threads=2");
    }

    @Test
    void theTimeLeftIsToldBeforeEachFork() {
        List<Duration> left = new ArrayList<>();

        measurement(this::badFails).run(interruption, (_, _, time) -> left.add(time));

        assertThat(left).hasSize(6);
        assertThat(left.getFirst()).isEqualTo(Timing.QUICK.fork().multipliedBy(6));
    }

    private Measurement measurement(Fork fork) {
        var plan = ForkPlan.interleaved(List.of(CELL), List.of(GOOD, BAD), 3);
        return new Measurement(plan, Timing.QUICK, fork);
    }

    private RunResult badFails(Cell cell, Contestant contestant, Timing timing) throws IOException {
        ran.add(contestant.name());
        if (contestant.equals(BAD)) throw new IOException("it threw");
        return RESULT;
    }
}
