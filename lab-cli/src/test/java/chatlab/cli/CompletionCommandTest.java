package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class CompletionCommandTest {

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no bash")
    void bashCompletesACommand(@TempDir Path temp) throws IOException, InterruptedException {
        var out = new StringWriter();
        int exitCode = Lab.commandLine().setOut(new PrintWriter(out)).execute("completion", "bash");
        Path script =
                Files.writeString(
                        temp.resolve("script"),
                        out
                                + """

                                COMP_WORDS=(lab doct) COMP_CWORD=1
                                _complete_lab lab doct lab
                                echo "${COMPREPLY[@]}"
                                """);

        Process bash =
                new ProcessBuilder("bash", script.toString()).redirectErrorStream(true).start();
        String completions =
                new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(exitCode).isZero();
        assertThat(completions).isEqualToIgnoringNewLines("doctor");
        assertThat(bash.waitFor()).isZero();
    }
}
