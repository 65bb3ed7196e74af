package chatlab.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Exploration;
import chatlab.engine.Exploration.End;
import chatlab.engine.Found;
import chatlab.engine.Goal;
import chatlab.engine.Program;
import chatlab.engine.Sample;
import chatlab.engine.classes.EngineLoader;
import chatlab.engine.classes.Experiment;
import chatlab.engine.control.code.Ladder;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Random executions after the budget.
class SampleTest {
    private static final EngineLoader LOADER =
            new EngineLoader(
                    SampleTest.class.getClassLoader(),
                    name -> name.equals(Ladder.class.getName()),
                    Experiment.NONE);

    /// To reach the top costs more preemptions than these bounds allow.
    private static final Bounds LOW = new Bounds(2, 0, 20, 5_000);

    /// Loads what an exploration needs.
    @BeforeAll
    static void climbOnce() {
        var ignored = climb(LOW);
    }

    private static Exploration climb(Bounds bounds) {
        Program program =
                () -> {
                    var ladder = ladder();
                    Map<String, Runnable> threads = new LinkedHashMap<>();
                    threads.put("ann", ladder);
                    threads.put("bob", ladder);
                    return Program.Run.of(threads, ladder::toString);
                };
        var exploration = new Engine().explore(program, bounds, Goal.until("top"::equals));
        var finding = exploration.finding();
        if (finding != null) {
            assertThat(new Engine().replay(program, finding.schedule()).outcome()).isEqualTo("top");
        }
        return exploration;
    }

    private static Runnable ladder() {
        try {
            return Class.forName(Ladder.class.getName(), true, LOADER)
                    .asSubclass(Runnable.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBugBeyondTheBoundIsFoundAtRandomAndReplays() {
        var exploration = climb(LOW);

        assertThat(exploration.end()).isEqualTo(End.FOUND);
        assertThat(exploration.finding()).extracting(Found::preemptions).isEqualTo(3);
        assertThat(exploration.sample()).extracting(Sample::executions).isNotEqualTo(5_000L);
    }

    @Test
    void theSampleIsTheSameEachTime() {
        var exploration = climb(LOW);

        assertThat(climb(LOW).sample()).isEqualTo(exploration.sample());
        assertThat(climb(LOW).finding()).isEqualTo(exploration.finding());
    }

    @Test
    void aSampleSaysHowLikelyItFindsABug() {
        var sample = Objects.requireNonNull(climb(new Bounds(1, 0, 5, 10)).sample());

        assertThat(sample.executions()).isEqualTo(10);
        assertThat(sample.threads()).isEqualTo(2);
        assertThat(sample.changes()).isEqualTo(2);
        assertThat(sample.chance()).isEqualTo(1.0 / (2 * sample.steps() * sample.steps()));
    }

    @Test
    void nothingIsRandomIfTheBoundIsExhausted() {
        var exploration = climb(new Bounds(2, 0, 20_000, 5_000));

        assertThat(exploration.end()).isEqualTo(End.EXHAUSTED);
        assertThat(exploration.sample()).isNull();
    }
}
