package chatlab.coursework.redteam;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.TestLabMain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A grader that is killed loses only the submission that it is grading. People's marks survive
/// every run.
@Timeout(240)
class ResumeTest {
    /// Without bubblewrap nothing ends the children of a killed grader, so the test kills them.
    private static final String SANDBOX =
            Files.exists(Path.of("/usr/bin/bwrap")) ? "required" : "process";

    @TempDir private Path folder;

    @Test
    void aKilledGraderResumesAndLeavesNothingRunning() throws Exception {
        var submissions = folder.resolve("submissions");
        Hostile.report(submissions, "a", Hostile.REPORT);
        Hostile.code(submissions, "b", Hostile.strategy("System.exit(0);", ""));
        var out = folder.resolve("grades");

        killOnceTheFirstIsDone(submissions, out);
        assertThat(out.resolve("a/grade.json")).exists();
        assertThat(out.resolve("b/grade.json")).doesNotExist();

        var resumed = Grading.of(submissions, out, "--sandbox", SANDBOX);
        assertThat(resumed.errors()).contains("a  ", "as before").containsPattern("2/2  b .* s");
        assertThat(resumed.gate("b", "permitted")).startsWith("A strategy may not use ");

        marksAreMergedAndNeverWritten(submissions, out);
    }

    private static void marksAreMergedAndNeverWritten(Path submissions, Path out)
            throws IOException {
        var marks = out.resolve("marks/a.yaml");
        Hostile.write(marks, "mechanism: {points: 10, note: Which write was lost, by: tutor}\n");
        double before = Grading.of(submissions, out, "--sandbox", SANDBOX).grade("a").score();
        Hostile.write(marks, "mechanism: {points: 15}\n");

        var again = Grading.of(submissions, out, "--sandbox", SANDBOX);

        assertThat(again.errors()).doesNotContain(" s\n");
        assertThat(again.grade("a").score()).isEqualTo(before + 5);
        assertThat(again.grade("a").needsHuman()).containsExactly("candidates");
        assertThat(marks).hasContent("mechanism: {points: 15}\n");
    }

    private static void killOnceTheFirstIsDone(Path submissions, Path out) throws IOException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestLabMain.class.getName(),
                        "grade",
                        "--lab",
                        "02",
                        submissions.toString(),
                        "--out",
                        out.toString(),
                        "--sandbox",
                        SANDBOX);
        var grader =
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (var errors = grader.errorReader()) {
            assertThat(errors.readLine()).startsWith("1/2  a");
            while (grader.descendants().findAny().isEmpty()) Thread.onSpinWait();
            var children = grader.descendants().toList();

            grader.destroyForcibly();

            if (SANDBOX.equals("process")) children.forEach(ProcessHandle::destroyForcibly);
            for (var child : children) {
                assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(30));
            }
        }
    }
}
