package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ReleaseTest {
    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        for (var git : new Git[] {new Git("abc", false), new Git("abc", null), null}) {
            var release = new Release("1.0", git);
            Files.writeString(folder.resolve(Release.FILE), release.text());

            assertThat(Release.of(folder)).contains(release);
        }
    }

    @Test
    void aFolderWithoutTheFileIsNoDistribution() {
        assertThat(Release.of(folder)).isEmpty();
    }
}
