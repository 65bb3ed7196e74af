package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.step.witness.Replayer;
import chatlab.step.witness.Witness;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The witnesses that are bundled. `lab step --all --times 100` replays each a hundred times.
class WitnessesTest {
    @Test
    void everyWitnessIsReproduced() throws Exception {
        assertThat(Witness.shipped()).isNotEmpty();
        try (var replayer = new Replayer()) {
            for (var name : Witness.shipped()) {
                var witness = Witness.shipped(name).orElseThrow();
                var entry = Fixtures.strategy(witness.strategy());

                assertThat(witness.sha256())
                        .as(name + ": WitnessRecorder")
                        .isEqualTo(entry.sha256());
                assertThat(replayer.reproduced(witness, entry, 2)).as(name).isEqualTo(2);
            }
        }
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
