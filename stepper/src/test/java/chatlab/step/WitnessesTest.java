package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.step.execution.RunException;
import chatlab.step.witness.Replays;
import chatlab.step.witness.Witness;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The witnesses that are bundled. `lab step --all --times 100` replays each a hundred times.
class WitnessesTest {
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
            return Replays.reproduced(witness, entry, 1, Fixtures.LIMIT) == 1
                    ? List.of()
                    : List.of(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(name + ": " + e);
        } catch (StrategyNotFoundException | RunException e) {
            return List.of(name + ": " + e);
        }
    }

    @Test
    void everyBrokenTwinThatStepsCanShowHasAWitness() throws IOException {
        var names = Witness.shipped();

        assertThat(Catalogue.entries())
                .filteredOn(entry -> entry.bugCard().filter(CatalogueRun::isForSteps).isPresent())
                .extracting(CatalogueEntry::name)
                .isNotEmpty()
                .isSubsetOf(names);
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
