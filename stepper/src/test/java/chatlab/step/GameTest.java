package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;

class GameTest {

    private static String screen(Game game) {
        return screen(game, 120, 40);
    }

    private static String screen(Game game, int width, int height) {
        return new Frame(game, Source.of(game.entry()), width, height, true)
                .draw("").stream()
                        .map(AttributedString::toString)
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void theLostUpdateCanBeMadeByHandAndTakenBack() throws Exception {
        try (var theatre = Fixtures.theatre("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            var game = new Game(theatre);
            game.begin(Schedule.of());

            assertThat(screen(game)).contains("1 ann", "calls join(ann)", "2 bob", "snapshot: []");

            game.begin(Schedule.parse("ann*2"));
            game.stepOn("bob");
            assertThat(screen(game)).contains("2 bob  ended", "snapshot: [bob]");

            game.stepOn("ann");
            assertThat(screen(game))
                    .contains("bob must be in and is not: a join was lost")
                    .contains("You broke it in " + game.steps() + " steps: MEMBERSHIP, joins and")
                    .contains("The bug: lost update", "The fix: ");
            assertThat(screen(game, 80, 12))
                    .contains("a join was lost", "You broke it", "q quit", "2 bob  ended");
            assertThat(game.step("ann")).isFalse();

            game.undo();
            assertThat(game.outcome()).isNull();
            assertThat(game.step("ann")).isTrue();
            assertThat(game.outcome()).isNotNull();
        }
    }

    @Test
    void aBlockedThreadIsShownWithWhatItWaitsFor() throws Exception {
        try (var theatre = Fixtures.theatre("synchronized", Scenario.JOIN_JOIN)) {
            var game = new Game(theatre);
            game.begin(Schedule.parse("ann*3"));
            game.stepOn("bob");

            assertThat(screen(game))
                    .contains("2 bob  BLOCKED")
                    .contains("waits for the monitor of Synchronized")
                    .contains("monitor of members: held by ann");
            assertThat(game.step("bob")).isFalse();
        }
    }

    @Test
    void theScreenFitsWhateverItsSize() throws Exception {
        try (var theatre = Fixtures.theatre("unsafe", Scenario.JOIN_JOIN)) {
            var game = new Game(theatre);
            game.begin(Schedule.parse("ann*4"));

            for (var size : new int[][] {{20, 6}, {20, 10}, {80, 24}, {200, 60}}) {
                var lines =
                        new Frame(game, Source.of(game.entry()), size[0], size[1], false).draw("");

                assertThat(lines).hasSizeLessThanOrEqualTo(size[1]);
                assertThat(lines).allMatch(line -> line.columnLength() <= size[0]);
            }
        }
    }
}
