package chatlab.coursework.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.lab.LabsTest;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The recipes in `scaling/`, run as far as they can be run here. Their `lab` grades reports only,
/// in child processes, since the submissions hold no code.
class ScalingTest {
    private static final Path SCALING = Path.of("scaling").toAbsolutePath();
    private static final int STUDENTS = 6;

    @TempDir private Path folder;

    @BeforeEach
    void sixStudentsHandIn() throws IOException {
        for (int i = 1; i <= STUDENTS; i++) {
            var submission = Files.createDirectories(folder.resolve("submissions/student-" + i));
            Files.writeString(submission.resolve("report.md"), "# Report of student " + i + "\n");
        }
        lab(
                """
                [ "$2" = merge ] || set -- "$@" --sandbox process
                exec "%s" %s -cp "%s" %s "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                String.join(" ", LabTools.SHORT_LIVED),
                                System.getProperty("java.class.path"),
                                TestLabMain.class.getName()));
    }

    /// Replaces the `lab` that the recipes find.
    private void lab(String script) throws IOException {
        Files.createDirectories(lab().getParent());
        Files.writeString(lab(), "#!/bin/sh\n" + script);
        assertThat(lab().toFile().setExecutable(true)).isTrue();
    }

    private Path lab() {
        return folder.resolve("bin/lab");
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .merge(
                        "PATH",
                        folder.resolve("bin").toString(),
                        (path, bin) -> bin + File.pathSeparator + path);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("said.txt").toFile());
        return builder.start();
    }

    private void run(Map<String, String> environment, String... command) throws Exception {
        int exitCode = start(environment, command).waitFor();
        assertThat(exitCode).as(Files.readString(folder.resolve("said.txt"))).isZero();
    }

    private Process slurmTask(int part) throws IOException {
        return start(
                Map.of("SLURM_ARRAY_TASK_ID", "" + part, "SLURM_ARRAY_TASK_COUNT", "4"),
                SCALING.resolve("slurm.sh").toString(),
                "02",
                "submissions",
                "grades");
    }

    private void isAsOneRun(String merged) throws Exception {
        var said = new StringWriter();
        int exitCode =
                TestLabMain.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(
                                "grade",
                                "--lab",
                                "02",
                                folder.resolve("submissions").toString(),
                                "--out",
                                folder.resolve("whole").toString(),
                                "--sandbox",
                                "process");
        assertThat(exitCode).as(said.toString()).isZero();
        for (var name : List.of("cohort.html", "grades.csv", "student-3/grade.json")) {
            assertThat(folder.resolve(merged).resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
        }
    }

    @Test
    void fourSlurmTasksOfWhichOneIsKilledAndRunAgainGiveTheBytesOfOneRun() throws Exception {
        var tasks = new ArrayList<Process>();
        for (int part = 1; part <= 4; part++) tasks.add(slurmTask(part));
        tasks.get(2).destroyForcibly();
        for (var task : tasks) task.waitFor();
        assertThat(slurmTask(3).waitFor()).isZero();

        run(
                Map.of(),
                lab().toString(),
                "grade",
                "merge",
                "--lab",
                "02",
                "--out",
                "grades/all",
                "grades/part-1",
                "grades/part-2",
                "grades/part-3",
                "grades/part-4");

        isAsOneRun("grades/all");
    }

    @Test
    void gnuParallelGradesAndMerges() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/parallel")),
                "GNU parallel is missing; see .ci/install");

        run(
                Map.of(),
                SCALING.resolve("parallel.sh").toString(),
                "02",
                folder.resolve("submissions").toString(),
                folder.resolve("grades").toString(),
                "2");

        isAsOneRun("grades/all");
    }

    @Test
    void aKubernetesPodGradesThePartOfItsIndex() throws Exception {
        lab("printf '%s ' \"$@\"\n");
        var job = yaml("kubernetes.yaml").path("spec");
        var command = job.at("/template/spec/containers/0/args/0").asText();

        run(Map.of("JOB_COMPLETION_INDEX", "2"), "/bin/sh", "-c", command);

        assertThat(Files.readString(folder.resolve("said.txt")))
                .isEqualTo(
                        "grade --lab 02 /course/submissions --out /course/grades/part-3 --shard 3/%d "
                                .formatted(job.path("completions").asInt()));
    }

    @Test
    void aGitHubWorkflowGradesEachPartOfItsMatrixAndMergesThemAll() throws IOException {
        var jobs = yaml("github-actions.yml").path("jobs");
        var parts = jobs.at("/part/strategy/matrix/part");
        var grade = command(jobs.path("part"));
        var merge = command(jobs.path("merge"));

        assertThat(grade)
                .endsWith(
                        "--out part-${{ matrix.part }} --shard ${{ matrix.part }}/" + parts.size());
        for (var part : parts) assertThat(merge).contains("part-" + part.asInt());
        isUnderstood(grade);
        isUnderstood(merge);
    }

    /// Whether `lab` has the command and its options.
    private static void isUnderstood(String command) {
        var words = command.replaceAll("\\$\\{\\{[^}]*}}", "1").split(" ", -1);
        TestLabMain.commandLine()
                .parseArgs(List.of(words).subList(1, words.length).toArray(String[]::new));
    }

    /// The step of a job that calls `lab`.
    private static String command(JsonNode job) {
        return job.path("steps").findValuesAsText("run").stream()
                .filter(run -> run.startsWith("chat-lab/lab grade"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode yaml(String name) throws IOException {
        return LabsTest.yaml(SCALING.resolve(name));
    }
}
