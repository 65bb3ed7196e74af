package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.step.witness.Witness;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;

/// The witnesses that are bundled. `lab step --all --times 100` replays each a hundred times.
class WitnessesTest {
    @Test
    void everyWitnessIsReproduced() throws Exception {
        var failures = new ArrayList<String>();
        for (var name : Witness.shipped()) {
            var witness = Witness.shipped(name).orElseThrow();
            var entry = Fixtures.strategy(witness.strategy());
            if (!witness.sha256().equals(entry.sha256())) {
                failures.add(name + ": the source has changed; run WitnessRecorder");
            } else if (CatalogueRun.reproduced(witness, entry, 2) < 2) {
                failures.add(name);
            }
        }

        assertThat(failures).isEmpty();
    }

    @Test
    void everyBrokenTwinHasAWitness() throws IOException {
        assertThat(Catalogue.entries())
                .filteredOn(entry -> entry.bugCard().isPresent())
                .extracting(CatalogueEntry::name)
                .isNotEmpty()
                .isSubsetOf(Witness.shipped());
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
