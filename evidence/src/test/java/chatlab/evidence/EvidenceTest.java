package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class EvidenceTest {

    @TempDir Path temp;

    @Test
    void aFinishedRunListsEveryFileWithItsHashAndSize() throws IOException {
        Path out = temp.resolve("new/out");
        Evidence.Run run = Evidence.begin(out, List.of("lab", "demo", "--out", "new/out"));
        run.write("demo.json", Map.of("b", 2, "a", 1));
        run.writeText("plots/one.svg", "<svg/>");
        Files.writeString(run.file("foreign.bin"), "by somebody else");

        run.finish(1);

        Manifest manifest = Manifest.read(out);
        assertThat(manifest.files())
                .extracting(Manifest.File::path)
                .containsExactly("demo.json", "environment.json", "foreign.bin", "plots/one.svg");
        assertThat(manifest.files())
                .allSatisfy(file -> {
                    Path path = out.resolve(file.path());
                    assertThat(file.sha256()).isEqualTo(Sha256.of(path));
                    assertThat(file.bytes()).isEqualTo(Files.size(path));
                });
        assertThat(manifest.commandLine()).containsExactly("lab", "demo", "--out", "new/out");
        assertThat(manifest.exitCode()).isEqualTo(1);
        assertThat(manifest.started()).isBeforeOrEqualTo(manifest.ended());
        assertThat(Manifest.verify(out)).isEmpty();
    }

    @Test
    void theEnvironmentHasTheNotesAndTheEnd() throws IOException {
        Evidence.Run run = Evidence.begin(temp, List.of("lab"));
        run.note("strategies", Map.of("cow", Sha256.of("source")));
        run.note("absent", null);

        run.finish(0);

        JsonNode json = Json.read(temp.resolve("environment.json"), JsonNode.class);
        assertThat(json.get("schema").asText()).isEqualTo("chatlab/environment/1");
        assertThat(json.at("/notes/strategies/cow").asText()).hasSize(64);
        assertThat(json.at("/notes/absent").isNull()).isTrue();
        assertThat(json.get("ended").asText()).endsWith("Z");
    }

    @Test
    void aRunThatDoesNotFinishLeavesNoManifestOfAnEarlierOne() throws IOException {
        Evidence.begin(temp, List.of("lab", "first")).finish(0);

        Evidence.begin(temp, List.of("lab", "second"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Manifest.verify(temp))
                .withMessageContaining("was not finished");
    }

    @Test
    void whereNothingCanBeWrittenTheRunDoesNotBegin() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "in the way");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Evidence.begin(file, List.of()))
                .withMessage(
                        "cannot write results to %s: a file is in the way;"
                                + " choose another directory with --out",
                        file);
    }

    @Test
    void aFileOutsideTheRunsDirectoryIsRefused() throws IOException {
        Evidence.Run run = Evidence.begin(temp.resolve("out"), List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> run.write("../other.json", 1));
    }

    @Test
    void afterTheEndNothingCanBeAdded() throws IOException {
        Evidence.Run run = Evidence.begin(temp, List.of());
        run.finish(0);

        assertThatIllegalStateException().isThrownBy(() -> run.write("late.json", 1));
    }
}
