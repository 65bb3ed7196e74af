package chatlab.step.screen;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;
import chatlab.step.schedule.Schedule;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;

class ManualRunTest {

    private static String screen(ManualRun manualRun) {
        return screen(manualRun, 120, 40);
    }

    private static String screen(ManualRun manualRun, int width, int height) {
        return new Frame(manualRun, SourceLines.of(manualRun.entry()), width, height, true)
                .draw("").stream()
                        .map(AttributedString::toString)
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void theLostUpdateCanBeMadeByHandAndTakenBack() throws Exception {
        try (var runner = Fixtures.runner("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            var manualRun = new ManualRun(runner);
            manualRun.begin(Schedule.of());

            assertThat(screen(manualRun))
                    .contains("1 ann", "calls join(ann)", "2 bob", "snapshot: []");

            manualRun.begin(Schedule.parse("ann*2"));
            manualRun.stepOn("bob");
            assertThat(screen(manualRun)).contains("2 bob  ended", "snapshot: [bob]");

            manualRun.stepOn("ann");
            assertThat(screen(manualRun))
                    .contains("bob must be in and is not: a join was lost")
                    .contains(
                            "You broke it in "
                                    + manualRun.steps()
                                    + " steps: MEMBERSHIP, joins and")
                    .contains("The bug: lost update", "The fix: ");
            assertThat(screen(manualRun, 80, 12))
                    .contains("a join was lost", "You broke it", "q quit", "2 bob  ended");
            assertThat(manualRun.step("ann")).isFalse();

            manualRun.undo();
            assertThat(manualRun.outcome()).isNull();
            assertThat(manualRun.step("ann")).isTrue();
            assertThat(manualRun.outcome()).isNotNull();
        }
    }

    @Test
    void aBlockedThreadIsShownWithWhatItWaitsFor() throws Exception {
        try (var runner = Fixtures.runner("synchronized", Scenario.JOIN_JOIN)) {
            var manualRun = new ManualRun(runner);
            manualRun.begin(Schedule.parse("ann*3"));
            manualRun.stepOn("bob");

            assertThat(screen(manualRun))
                    .contains("2 bob  BLOCKED")
                    .contains("waits for the monitor of Synchronized")
                    .contains("monitor of members: held by ann");
            assertThat(manualRun.step("bob")).isFalse();
        }
    }

    @Test
    void theScreenFitsWhateverItsSize() throws Exception {
        try (var runner = Fixtures.runner("unsafe", Scenario.JOIN_JOIN)) {
            var manualRun = new ManualRun(runner);
            manualRun.begin(Schedule.parse("ann*4"));

            for (var size : new int[][] {{20, 6}, {20, 10}, {80, 24}, {200, 60}}) {
                var lines =
                        new Frame(
                                        manualRun,
                                        SourceLines.of(manualRun.entry()),
                                        size[0],
                                        size[1],
                                        false)
                                .draw("");

                assertThat(lines).hasSizeLessThanOrEqualTo(size[1]);
                assertThat(lines).allMatch(line -> line.columnLength() <= size[0]);
            }
        }
    }
}
