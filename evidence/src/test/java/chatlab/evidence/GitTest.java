package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class GitTest {

    @TempDir Path checkout;

    @Test
    void aNewSourceMakesTheCheckoutDirtyAndAResultDoesNot() throws IOException {
        assumeTrue(Readings.output(checkout, "git", "--version").isPresent(), "git is not here");
        git("init", "-q");
        git(
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "x");

        Files.writeString(checkout.resolve("result.json"), "{}");
        Git clean = requireNonNull(Git.of(checkout));
        Files.createDirectories(checkout.resolve("m/src/main"));
        Files.writeString(checkout.resolve("m/src/main/New.java"), "class New {}");
        Git dirty = Git.of(checkout);

        assertThat(clean.commit()).matches("[0-9a-f]{40,64}");
        assertThat(clean.dirty()).isFalse();
        assertThat(dirty).isEqualTo(new Git(clean.commit(), true));
    }

    @Test
    void withoutACommitThereIsNothingToTell() {
        assertThat(Git.of(checkout)).isNull();
    }

    private void git(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertThat(Readings.output(checkout, command)).isPresent();
    }
}
