package chatlab.step.screen;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.engine.execution.Schedule;
import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;
import chatlab.step.run.SourceLines;
import chatlab.step.run.SteppedRun;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;

class FrameTest {
    private static String screen(SteppedRun run) {
        return screen(run, 120, 40);
    }

    private static String screen(SteppedRun run, int width, int height) {
        return new Frame(run, SourceLines.of(run.entry()), width, height, true)
                .draw("").stream()
                        .map(AttributedString::toString)
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void theLostUpdateCanBeMadeByHand() throws Exception {
        try (var run = Fixtures.run("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            assertThat(screen(run))
                    .contains("1 ann", "next: calls join(ann)", "public boolean join(", "2 bob")
                    .contains("snapshot: []");

            run.play(Schedule.parse("ann*2 bob!"));
            assertThat(screen(run)).contains("2 bob  ended", "snapshot: [bob]", "just now: bob ");

            run.stepOn("ann");
            assertThat(screen(run))
                    .contains("bob must be in and is not: a join was lost")
                    .contains("You broke it in " + run.steps() + " steps: MEMBERSHIP, joins and")
                    .contains("ann stops before it writes UnsafeSnapshotBroadcast.snapshot")
                    .contains("The bug: lost update", "The fix: ");
            assertThat(screen(run, 80, 12))
                    .contains("a join was lost", "You broke it", "q quit", "2 bob  ended");
        }
    }

    @Test
    void aThreadThatWaitsIsShownWithWhatItWaitsFor() throws Exception {
        try (var run = Fixtures.run("synchronized", Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann*2 bob!"));

            assertThat(screen(run))
                    .contains("2 bob  WAITS", "waits for")
                    .contains("which ann holds");
        }
    }

    @Test
    void aReadWithAChoiceShowsWhatItMayReturn() throws Exception {
        try (var run = Fixtures.run("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann! bob"));

            assertThat(screen(run))
                    .contains("next: reads UnsafeSnapshotBroadcast.snapshot")
                    .doesNotContain("older o"); // the field is volatile
        }
        try (var run = Fixtures.run("unsafe", Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann! bob"));

            assertThat(screen(run))
                    .contains("newest: 1", "older o: 0, if ann's write has not reached bob")
                    .contains("a volatile would");
        }
    }

    @Test
    void theScreenFitsWhateverItsSize() throws Exception {
        try (var run = Fixtures.run("unsafe", Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann*4"));

            for (var size : new int[][] {{20, 6}, {20, 10}, {80, 24}, {200, 60}}) {
                var source = SourceLines.of(run.entry());
                var lines = new Frame(run, source, size[0], size[1], false).draw("");

                assertThat(lines).hasSizeLessThanOrEqualTo(size[1]);
                assertThat(lines).allMatch(line -> line.columnLength() <= size[0]);
            }
        }
    }
}
