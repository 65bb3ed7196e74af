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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// The witnesses that are bundled. `lab step --all --times 100` replays each a hundred times.
class WitnessesTest {
    @Test
    void everyWitnessIsReproduced() throws Exception {
        // Two child JVMs at a time: that is as many as the smallest machine has cores.
        try (var pool = Executors.newFixedThreadPool(2)) {
            var failures = new ArrayList<Callable<String>>();
            for (var name : Witness.shipped()) failures.add(() -> failure(name));
            for (var failure : pool.invokeAll(failures)) assertThat(failure.get()).isEmpty();
        }
    }

    private static String failure(String name) throws Exception {
        var witness = Witness.shipped(name).orElseThrow();
        var entry = Fixtures.strategy(witness.strategy());
        if (!witness.sha256().equals(entry.sha256())) {
            return name + ": the source has changed; run WitnessRecorder";
        }
        return CatalogueRun.reproduced(witness, entry, 2) == 2 ? "" : name;
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
