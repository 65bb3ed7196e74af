package chatlab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

class BuildTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir Path home;

    @BeforeEach
    void aBuild() throws IOException {
        file("pom.xml", BUILT.minusSeconds(9));
        file("strategies/src/main/java/A.java", BUILT.minusSeconds(9));
        file("lab-cli/target/lab.jar", BUILT);
        file("lab-cli/target/lab.stamp", BUILT);
        for (String folder : new String[] {"", "/java"}) {
            touch(home.resolve("strategies/src/main" + folder), BUILT.minusSeconds(9));
        }
    }

    @Test
    void withOlderSourcesItIsFresh() throws IOException {
        assertThat(new Build(home).isFresh()).isTrue();
    }

    @Test
    void withANewerSourceItIsNot() throws IOException {
        file("strategies/src/main/java/A.java", BUILT.plusSeconds(1));

        assertThat(new Build(home).isFresh()).isFalse();
    }

    @Test
    void withASourceDeletedSinceItIsNot() throws IOException {
        Files.delete(home.resolve("strategies/src/main/java/A.java"));

        assertThat(new Build(home).isFresh()).isFalse();
    }

    @Test
    void withANewerTestItIs() throws IOException {
        file("strategies/src/test/java/ATest.java", BUILT.plusSeconds(1));

        assertThat(new Build(home).isFresh()).isTrue();
    }

    @Test
    void withoutAStampItIsNot() throws IOException {
        Files.delete(home.resolve("lab-cli/target/lab.stamp"));

        assertThat(new Build(home).isFresh()).isFalse();
    }

    private void file(String path, Instant modified) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        touch(file, modified);
    }

    private static void touch(Path path, Instant modified) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(modified));
    }
}
