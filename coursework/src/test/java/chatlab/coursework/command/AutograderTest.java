package chatlab.coursework.command;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.TestLabMain;
import chatlab.evidence.Json;

import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The zip for Gradescope, unpacked and run in a folder tree like Gradescope's, with a repository
/// whose `lab` starts this build.
class AutograderTest {
    @TempDir private Path temporary;

    @BeforeEach
    void theLabsOfThisCheckout() {
        System.setProperty("lab.home", Path.of("..").toAbsolutePath().normalize().toString());
    }

    @AfterEach
    void anywhere() {
        System.clearProperty("lab.home");
    }

    @Test
    void aSubmissionIsGradedAsInGradescopesContainer() throws Exception {
        Path root = container(repository(launcher()));
        Files.writeString(root.resolve("submission/report.md"), "# Not much\n");

        assertThat(sh(root, "sh", "source/setup.sh")).as(log(root)).isZero();
        assertThat(sh(root, "source/run_autograder")).as(log(root)).isZero();

        var results =
                Json.mapper().readTree(Files.readString(root.resolve("results/results.json")));
        assertThat(results.path("tests")).hasSize(8);
        assertThat(results.path("score").asDouble()).isLessThan(50);
    }

    @Test
    void aGraderThatFailsLeavesNoResult() throws Exception {
        Path root =
                container(
                        repository(
                                "#!/bin/sh\n[ \"$1\" = --version ] || { echo broken; exit 3; }\n"));

        assertThat(sh(root, "sh", "source/setup.sh")).as(log(root)).isZero();
        assertThat(sh(root, "source/run_autograder")).isEqualTo(1);

        assertThat(root.resolve("results/results.json")).doesNotExist();
        assertThat(log(root)).contains("exit code 3", "broken");
    }

    private Path container(Path repository) throws IOException {
        Path zip = temporary.resolve("lab02.zip");
        int exitCode =
                TestLabMain.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .execute(
                                "grade",
                                "export-autograder",
                                "--lab",
                                "02",
                                "--repository",
                                repository.toString(),
                                "--gradescope",
                                zip.toString());
        assertThat(exitCode).isZero();
        Path root = temporary.resolve("auto grader");
        for (String folder : new String[] {"source", "submission", "results"}) {
            Files.createDirectories(root.resolve(folder));
        }
        try (var file = ZipFile.builder().setPath(zip).get()) {
            for (var entry : Collections.list(file.getEntries())) {
                Path to = root.resolve("source").resolve(entry.getName());
                Files.write(to, file.getInputStream(entry).readAllBytes());
                boolean isScript = (entry.getUnixMode() & 0100) != 0;
                assertThat(isScript).isEqualTo(entry.getName().matches("setup.sh|run_autograder"));
                assertThat(to.toFile().setExecutable(isScript)).isTrue();
            }
        }
        return root;
    }

    /// A `lab` that runs the classes under test.
    private static String launcher() {
        return """
        #!/bin/sh
        [ "$1" = --version ] && exit 0
        exec '%s/bin/java' '-Dlab.home=%s' -cp '%s' %s "$@"
        """
                .formatted(
                        System.getProperty("java.home"),
                        System.getProperty("lab.home"),
                        System.getProperty("java.class.path"),
                        TestLabMain.class.getName());
    }

    private Path repository(String lab) throws Exception {
        Path repository = Files.createDirectories(temporary.resolve("it's a repository"));
        Path script = Files.writeString(repository.resolve("lab"), lab);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        String commit =
                "git init -q . && git add lab && git -c user.name=a -c user.email=a@example.org"
                        + " commit -qm lab";
        assertThat(sh(repository, "sh", "-c", commit)).isZero();
        return repository;
    }

    private int sh(Path folder, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("AUTOGRADER_ROOT", folder.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling(folder.getFileName() + ".log").toFile());
        if (!command[0].equals("sh")) command[0] = folder.resolve(command[0]).toString();
        Process process = builder.command(command).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String log(Path folder) throws IOException {
        Path log = folder.resolveSibling(Objects.requireNonNull(folder.getFileName()) + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
