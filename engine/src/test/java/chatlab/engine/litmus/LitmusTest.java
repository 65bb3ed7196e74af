package chatlab.engine.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.Exploration;
import chatlab.engine.Found;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The engine finds exactly the outcomes that the memory model allows.
class LitmusTest {
    static Stream<Class<?>> programs() {
        return Programs.instrumented();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void findsWhatTheMemoryModelAllows(Class<?> program) {
        var outcomes = program.getAnnotation(Outcomes.class);
        var bounds = Bounds.of(outcomes.preemptions(), outcomes.staleReads());

        var exploration = new Engine().explore(Litmus.of(program), bounds);

        var allowed = Programs.allowed(program);
        List.of(outcomes.notFound()).forEach(allowed::remove);
        assertThat(exploration.isExhausted()).as("%s", exploration.uncontrolled()).isTrue();
        assertThat(found(exploration)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void findsTheInterleavingsUnderSequentialConsistency(Class<?> program) {
        var outcomes = program.getAnnotation(Outcomes.class);
        int preemptions = outcomes.preemptions() + outcomes.staleReads();

        var exploration =
                new Engine(MemoryModel.SEQUENTIAL, true)
                        .explore(Litmus.of(program), Bounds.of(preemptions, 0));

        assertThat(exploration.isExhausted()).isTrue();
        assertThat(found(exploration)).isEqualTo(Set.of(outcomes.interleaved()));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void givesUpOnlyWhatIsRedundant(Class<?> program) {
        var bounds = smallBounds(program);

        var reduced = new Engine().explore(Litmus.of(program), bounds);
        var all = new Engine(MemoryModel.JMM, false).explore(Litmus.of(program), bounds);

        assertThat(found(reduced)).isEqualTo(found(all));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyScheduleLeadsToItsOutcomeAgain(Class<?> program) {
        var exploration = new Engine().explore(Litmus.of(program), smallBounds(program));

        for (var found : exploration.outcomes()) {
            var replay = new Engine().replay(Litmus.of(program), found.schedule());

            assertThat(replay.outcome()).as("%s", found).isEqualTo(found.outcome());
            assertThat(replay.schedule()).isEqualTo(found.schedule());
        }
    }

    private static Bounds smallBounds(Class<?> program) {
        var outcomes = program.getAnnotation(Outcomes.class);
        return Bounds.of(Math.min(2, outcomes.preemptions()), Math.min(1, outcomes.staleReads()));
    }

    private static Set<String> found(Exploration exploration) {
        return exploration.outcomes().stream()
                .map(Found::outcome)
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }
}
