package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Json;
import chatlab.step.witness.Replayer;
import chatlab.step.witness.Witness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Records the witnesses that are bundled anew, by `lab step --search`, where sources have changed.
///
/// No test: it runs only when told to, with `-Dtest=WitnessRecorder -Dwitnesses=record`.
@EnabledIfSystemProperty(named = "witnesses", matches = "record")
public class WitnessRecorder {
    private static final Path FOLDER = Path.of("src/main/resources/witnesses");

    @Test
    void recordsWhatHasChanged() throws Exception {
        Files.createDirectories(FOLDER);
        List<String> index = new ArrayList<>();
        List<String> missing = new ArrayList<>();

        for (var recording : Recording.all()) {
            var file = FOLDER.resolve(recording.name() + ".json");
            var entry = Catalogue.find(recording.strategy(), List.of());
            if (!holds(file, entry)) {
                Files.deleteIfExists(file);
                search(recording, file);
            }
            if (!Files.exists(file)) {
                missing.add(recording.name());
                continue;
            }
            var witness = Witness.read(file);
            index.add(
                    "%s %s %s"
                            .formatted(recording.name(), witness.strategy(), witness.guarantee()));
        }

        Files.writeString(FOLDER.resolve("index.txt"), String.join("\n", index) + "\n");
        assertThat(missing).as("no schedule was found for").isEmpty();
    }

    /// Whether the file's schedule does the same with the source as it is now; then its hash is set
    /// right.
    private static boolean holds(Path file, CatalogueEntry entry)
            throws IOException, InterruptedException {
        if (!Files.exists(file)) return false;
        Witness old;
        try {
            old = Witness.read(file);
        } catch (IOException _) {
            return false; // of an earlier schema
        }
        if (old.sha256().equals(entry.sha256())) return true;
        try (var replayer = new Replayer()) {
            if (replayer.reproduced(old, entry, 1) < 1) return false;
        }
        Files.writeString(
                file,
                Json.pretty(
                        Witness.of(
                                old.strategy(),
                                entry,
                                old.theScenario(),
                                old.theMemory(),
                                old.schedule(),
                                old.theFinding())));
        return true;
    }

    private static void search(Recording recording, Path file) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--strategy",
                                recording.strategy(),
                                "--scenario",
                                recording.scenario().title(),
                                "--outcome",
                                recording.outcome(),
                                "--preemptions",
                                String.valueOf(recording.preemptions()),
                                "--search",
                                "--save",
                                file.toString()));
        var guarantee = recording.guarantee();
        if (guarantee != null) arguments.addAll(List.of("--guarantee", guarantee.name()));
        new CommandLine(new StepCommand()).execute(arguments.toArray(String[]::new));
    }
}
