package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chatlab.evidence.Manifest.Mismatch;
import chatlab.evidence.Manifest.Mismatch.Kind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ManifestTest {

    @TempDir Path out;

    @BeforeEach
    void aFinishedRun() throws IOException {
        Evidence.Run run = Evidence.begin(out, List.of("lab", "demo"));
        run.writeText("result.txt", "lost: 0");
        run.finish(0);
    }

    @Test
    void aFileChangedAfterwardsIsFound() throws IOException {
        Files.writeString(out.resolve("result.txt"), "lost: 1"); // as long as before

        assertThat(Manifest.verify(out)).containsExactly(new Mismatch("result.txt", Kind.CHANGED));
    }

    @Test
    void aFileDeletedAfterwardsIsFound() throws IOException {
        Files.delete(out.resolve("result.txt"));

        assertThat(Manifest.verify(out)).containsExactly(new Mismatch("result.txt", Kind.MISSING));
    }

    @Test
    void aPathThatLeavesTheDirectoryIsNotFollowed() throws IOException {
        rewrite("\"result.txt\"", "\"../result.txt\"");

        assertThat(Manifest.verify(out))
                .containsExactly(new Mismatch("../result.txt", Kind.OUTSIDE));
    }

    @Test
    void whatIsNoManifestIsRefusedInOneSentence() throws IOException {
        rewrite("chatlab/manifest/1", "chatlab/manifest/9");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Manifest.verify(out))
                .withMessageEndingWith("has schema chatlab/manifest/9, not chatlab/manifest/1");

        Files.writeString(out.resolve(Manifest.NAME), "{");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Manifest.verify(out))
                .withMessageContaining("is not a manifest: ");

        Files.writeString(out.resolve(Manifest.NAME), "{\"schema\": \"chatlab/manifest/1\"}");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Manifest.verify(out))
                .withMessageContaining("is not a manifest: ");
    }

    private void rewrite(String from, String to) throws IOException {
        Path manifest = out.resolve(Manifest.NAME);
        Files.writeString(manifest, Files.readString(manifest).replace(from, to));
    }
}
