package chatlab.coursework.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatlab.coursework.TestLabMain;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
                exec "%s" -cp "%s" %s "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
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
        run(Map.of(), lab().toString(), "grade", "--lab", "02", "submissions", "--out", "whole");
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
        var job = yaml("kubernetes.yaml");
        var pod = map(map(map(job, "spec"), "template"), "spec");
        var container = (Map<?, ?>) ((List<?>) pod.get("containers")).getFirst();
        var arguments = (List<?>) container.get("args");

        run(
                Map.of("JOB_COMPLETION_INDEX", "2"),
                "/bin/sh",
                "-c",
                arguments.getFirst().toString());

        var parts = map(job, "spec").get("completions").toString();
        assertThat(Files.readString(folder.resolve("said.txt")))
                .isEqualTo(
                        "grade --lab 02 /course/submissions --out /course/grades/part-3 --shard 3/"
                                + parts
                                + " ");
    }

    @Test
    void aGitHubWorkflowGradesEachPartOfItsMatrixAndMergesThemAll() throws IOException {
        var jobs = map(yaml("github-actions.yml"), "jobs");
        var part = map(jobs, "part");
        var parts = (List<?>) map(map(part, "strategy"), "matrix").get("part");

        assertThat(command(part))
                .endsWith("--out part-${{ matrix.part }} --shard ${{ matrix.part }}/" + parts.size());
        for (var number : parts) assertThat(command(map(jobs, "merge"))).contains("part-" + number);
        for (var job : List.of("part", "merge")) isUnderstood(command(map(jobs, job)));
    }

    /// Whether `lab` has the command and its options.
    private static void isUnderstood(String command) {
        var words = command.replaceAll("\\$\\{\\{[^}]*}}", "1").split(" ");
        var lab = TestLabMain.commandLine();
        lab.parseArgs(List.of(words).subList(1, words.length).toArray(String[]::new));
    }

    /// The step of a job that calls `lab`.
    private static String command(Map<?, ?> job) {
        return ((List<?>) job.get("steps"))
                .stream()
                        .map(step -> String.valueOf(((Map<?, ?>) step).get("run")))
                        .filter(Pattern.compile("^chat-lab/lab grade").asPredicate())
                        .findFirst()
                        .orElseThrow();
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        return (Map<?, ?>) parent.get(key);
    }

    private static Map<?, ?> yaml(String name) throws IOException {
        var text = Files.readString(SCALING.resolve(name));
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
