package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// No child JVM outlives the stepper, however that ends.
class LeftoversTest {

    @Test
    void aClosedTheatreHasNoChild() throws Exception {
        ProcessHandle child;
        try (var theatre = Fixtures.theatre("unsafe", Scenario.JOIN_JOIN)) {
            theatre.perform();
            child = ProcessHandle.of(theatre.pid().orElseThrow()).orElseThrow();
            assertThat(child.isAlive()).isTrue();
        }

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aKilledChildIsToldSo() throws Exception {
        try (var theatre = Fixtures.theatre("unsafe", Scenario.JOIN_JOIN)) {
            var on = theatre.perform();
            ProcessHandle.of(theatre.pid().orElseThrow()).orElseThrow().destroyForcibly();

            assertThatThrownBy(() -> on.stepOn(on.lanes().getFirst()))
                    .isInstanceOf(PerformanceException.class)
                    .hasMessage("the JVM was killed by signal 9");
        }
    }

    @Test
    void theChildOfAKilledStepperEndsByItself() throws Exception {
        var stepper =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StandsStillMain.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            var line = stepper.inputReader().readLine();
            var child = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
            assertThat(child.isAlive()).isTrue();

            stepper.destroyForcibly().waitFor();

            child.onExit().get(30, TimeUnit.SECONDS);
            assertThat(child.isAlive()).isFalse();
        } finally {
            stepper.descendants().forEach(ProcessHandle::destroyForcibly);
            stepper.destroyForcibly();
        }
    }

    /// A stepper in the middle of a performance, which prints its child's process id.
    static final class StandsStillMain {
        private StandsStillMain() {}

        public static void main(String[] arguments) throws Exception {
            try (var theatre = Fixtures.theatre("synchronized", Scenario.JOIN_JOIN)) {
                var on = theatre.perform();
                on.step(on.lanes().getFirst());
                System.out.println(theatre.pid().orElseThrow());
                Thread.currentThread().join(); // until it is killed
            }
        }
    }
}
