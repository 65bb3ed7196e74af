package chatlab.coursework.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.lab.LabTools;
import chatlab.evidence.Json;

import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import javax.xml.parsers.DocumentBuilderFactory;

/// What each platform gets, run in a folder tree like the platform's, with a `lab` that starts this
/// build.
@ResourceLock(Resources.SYSTEM_PROPERTIES)
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

    @Test
    void aSubmissionIsGradedAsInPrairieLearnsContainer() throws Exception {
        Path question = export("--prairielearn", "--image", "registry.example.org/chat-lab");
        Path root = Files.createDirectories(temporary.resolve("grade"));
        Files.move(question.resolve("tests"), root.resolve("tests"));
        Files.createDirectories(root.resolve("student"));
        Files.writeString(root.resolve("student/report.md"), "# Not much\n");

        assertThat(sh(root, "tests/grade.sh")).as(log(root)).isZero();

        var results =
                Json.mapper().readTree(Files.readString(root.resolve("results/results.json")));
        assertThat(results.path("gradable").asBoolean()).isTrue();
        assertThat(results.path("score").asDouble()).isBetween(0.0, 0.5);
        assertThat(results.path("tests")).hasSize(8);
        var info = Json.mapper().readTree(Files.readString(question.resolve("info.json")));
        var grading = info.path("externalGradingOptions");
        assertThat(info.path("gradingMethod").asText()).isEqualTo("External");
        assertThat(UUID.fromString(info.path("uuid").asText())).isNotNull();
        assertThat(grading.path("image").asText()).isEqualTo("registry.example.org/chat-lab");
        assertThat(grading.path("entrypoint").asText()).isEqualTo("/grade/tests/grade.sh");
        assertThat(grading.path("timeout").asInt()).as("their limit").isBetween(60, 600);
    }

    @Test
    void aSubmissionIsGradedAsInArtemisContainer() throws Exception {
        Path root = export("--artemis");
        Files.createDirectories(root.resolve("assignment"));
        Files.writeString(root.resolve("assignment/report.md"), "# Not much\n");

        assertThat(sh(root, "build.sh")).as(log(root)).isZero();

        var suite =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(root.resolve("results/lab.xml").toFile())
                        .getDocumentElement();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("8");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(8);
        assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(2);
        assertThat(suite.getElementsByTagName("failure").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("failures")))
                .isPositive();
    }

    @Test
    void aContainerForOneSubmissionHasNoNetworkAndLimits() throws Exception {
        Path root = export("--docker");
        var runtime =
                Files.writeString(root.resolve("runtime"), "#!/bin/sh\nprintf '%s\\n' \"$*\"\n");
        assertThat(runtime.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(root.resolve("ann"));

        assertThat(sh(root, "grade.sh", "ann", "grades")).as(log(root)).isZero();

        assertThat(log(root))
                .startsWith("run --rm --network none --cpus 2 --memory 2g --pids-limit 700")
                .contains(root + "/ann:/in/ann:ro")
                .contains(root + "/grades:/grades")
                .contains("chat-lab grade --rubric /rubric.yaml /in/ann --out /grades");
        assertThat(root.resolve("rubric.yaml")).exists();
    }

    @Test
    void thePlatformsScriptsHaveNoFinding() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/shellcheck")), "there is no shellcheck");
        for (var platform : new String[] {"--prairielearn", "--artemis", "--docker"}) {
            Path root = export(platform);
            try (var files = Files.walk(root)) {
                for (var script : files.filter(f -> f.toString().endsWith(".sh")).toList()) {
                    int exitCode =
                            sh(root, "sh", "-c", "shellcheck \"$1\"", "sh", script.toString());
                    assertThat(exitCode).as(log(root)).isZero();
                }
            }
        }
    }

    @Test
    void anAutograderForGradescopeNeedsARepository() {
        var errors = new StringWriter();
        int exitCode =
                TestLabMain.commandLine()
                        .setErr(new PrintWriter(errors, true))
                        .execute("grade", "export-autograder", "--lab", "02", "--gradescope", "x");

        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString()).contains("Give --repository URL.");
    }

    /// Writes what a platform needs into a folder.
    private Path export(String platform, String... more) throws IOException {
        var root = temporary.resolve("it's" + platform);
        var arguments = new ArrayList<>(List.of("grade", "export-autograder", "--lab", "02"));
        arguments.addAll(List.of(platform, root.toString()));
        arguments.addAll(List.of(more));
        int exitCode =
                TestLabMain.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .execute(arguments.toArray(String[]::new));
        assertThat(exitCode).isZero();
        return root;
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
        exec '%s/bin/java' %s '-Dlab.home=%s' -cp '%s' %s "$@"
        """
                .formatted(
                        System.getProperty("java.home"),
                        String.join(" ", LabTools.SHORT_LIVED),
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
        builder.environment().put("GRADE_ROOT", folder.toString());
        builder.environment().put("LAB_RUNTIME", folder.resolve("runtime").toString());
        var lab = Files.writeString(temporary.resolve("lab"), launcher());
        assertThat(lab.toFile().setExecutable(true)).isTrue();
        builder.environment().put("LAB_COMMAND", lab.toString());
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
