package chatlab.step.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// No child JVM outlives the stepper, however that ends.
class LeftoversTest {

    @Test
    void aClosedTheatreHasNoChild() throws Exception {
        ProcessHandle child;
        try (var runner = Fixtures.runner("unsafe", Scenario.JOIN_JOIN)) {
            runner.beginRun();
            child = ProcessHandle.of(runner.pid().orElseThrow()).orElseThrow();
            assertThat(child.isAlive()).isTrue();
        }

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aKilledChildIsToldSo() throws Exception {
        try (var runner = Fixtures.runner("unsafe", Scenario.JOIN_JOIN)) {
            var on = runner.beginRun();
            ProcessHandle.of(runner.pid().orElseThrow()).orElseThrow().destroyForcibly();

            assertThatThrownBy(() -> on.stepOn(on.lanes().getFirst()))
                    .isInstanceOf(RunException.class)
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

    /// A stepper in the middle of a run, which prints its child's process id.
    static final class StandsStillMain {
        private StandsStillMain() {}

        public static void main(String[] arguments) throws Exception {
            try (var runner = Fixtures.runner("synchronized", Scenario.JOIN_JOIN)) {
                var on = runner.beginRun();
                on.step(on.lanes().getFirst());
                System.out.println(runner.pid().orElseThrow());
                Thread.currentThread().join(); // until it is killed
            }
        }
    }
}
