package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.strategies.BugCard;
import chatlab.strategies.Catalogue;
import chatlab.strategies.CatalogueEntry;
import chatlab.strategies.StrategyNotFoundException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The witnesses that come along. `-Dwitnesses.times=100` replays each a hundred times.
class WitnessesTest {
    private static final int TIMES = Integer.getInteger("witnesses.times", 1);

    @Test
    void everyWitnessIsReproduced() throws IOException {
        // Two child JVMs at a time: that is as many as the smallest machine has cores.
        var failures =
                Witness.shipped().stream()
                        .parallel()
                        .flatMap(name -> failure(name).stream())
                        .toList();

        assertThat(failures).isEmpty();
    }

    private static List<String> failure(String name) {
        try {
            var witness = Witness.shipped(name).orElseThrow();
            var entry = Fixtures.strategy(witness.strategy());
            if (!witness.sha256().equals(entry.sha256())) {
                return List.of(name + ": the source has changed; run WitnessRecorder");
            }
            try (var theatre =
                    new Theatre(
                            entry,
                            witness.theScenario(),
                            witness.theDepth(),
                            witness.theGrain(),
                            Fixtures.LIMIT)) {
                for (int i = 0; i < TIMES; i++) {
                    var outcome = theatre.play(witness.theSchedule()).outcome();
                    if (witness.verdict(outcome) != Witness.Verdict.REPRODUCED) {
                        return List.of(name + ": " + outcome.sentence());
                    }
                }
            }
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(name + ": " + e);
        } catch (StrategyNotFoundException | PerformanceException | ScheduleException e) {
            return List.of(name + ": " + e);
        }
    }

    @Test
    void everyBrokenTwinThatStepsCanShowHasAWitness() throws IOException {
        var names = Witness.shipped();

        assertThat(Catalogue.entries())
                .filteredOn(entry -> entry.bugCard().filter(WitnessesTest::isForSteps).isPresent())
                .extracting(CatalogueEntry::name)
                .isNotEmpty()
                .isSubsetOf(names);
    }

    private static boolean isForSteps(BugCard card) {
        return List.of(card.shownBy()).contains(BugCard.Tool.STEPPER);
    }

    @Test
    void everyGuaranteeThatACorrectStrategyDoesNotDeclareHasAWitness() throws IOException {
        assertThat(Recording.all())
                .extracting(Recording::name)
                .containsExactlyElementsOf(Witness.shipped());
    }

    @Test
    void theIndexNamesTheFilesThatAreThere() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/witnesses"))) {
            var names =
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".json"))
                            .map(file -> file.substring(0, file.length() - ".json".length()))
                            .toList();

            assertThat(Witness.shipped()).containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
