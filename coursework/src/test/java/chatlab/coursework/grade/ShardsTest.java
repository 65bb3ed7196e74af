package chatlab.coursework.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.coursework.TestLabMain;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A cohort in parts, put together again, and compared. The rubric needs no code, so that nothing
/// has to be raced.
class ShardsTest {
    private static final int STUDENTS = 12;
    private static final String RUBRIC =
            """
            schema: chatlab/rubric/1
            lab: "02"
            title: The lost update
            total: 15
            criteria:
              - {id: form, points: 10, kind: report, requires: [sections, keys]}
              - {id: idea, points: 5, kind: human, levels: [{points: 0, text: no}, {points: 5, text: yes}]}
            """;

    @TempDir private Path folder;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void twelveStudentsHandIn() throws IOException {
        Files.writeString(folder.resolve("rubric.yaml"), RUBRIC);
        for (int i = 1; i <= STUDENTS; i++) {
            var submission = folder.resolve("submissions/student-" + i);
            Files.createDirectories(submission);
            Files.writeString(submission.resolve("report.md"), "# Report of student " + i + "\n");
        }
    }

    private int lab(String... words) {
        var lab = TestLabMain.commandLine();
        lab.setOut(new PrintWriter(said, true));
        lab.setErr(new PrintWriter(said, true));
        lab.setExecutionExceptionHandler((exception, command, _) -> {
            command.getErr().println(exception.getMessage());
            return 3;
        });
        said.getBuffer().setLength(0);
        return lab.execute(words);
    }

    private int grade(String out, String... more) {
        return lab(
                words(
                        List.of(
                                "grade",
                                "--rubric",
                                folder.resolve("rubric.yaml").toString(),
                                "--sandbox",
                                "process",
                                "--out",
                                path(out),
                                path("submissions")),
                        more));
    }

    private int merge(String... parts) {
        return lab(
                words(
                        List.of(
                                "grade",
                                "merge",
                                "--rubric",
                                folder.resolve("rubric.yaml").toString(),
                                "--out",
                                path("merged")),
                        Stream.of(parts).map(this::path).toArray(String[]::new)));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String[] words(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void mergedShardsHaveTheBytesOfOneRun() throws IOException {
        assertThat(grade("whole")).isZero();
        for (int i = 1; i <= 4; i++) assertThat(grade("part" + i, "--shard", i + "/4")).isZero();

        assertThat(merge("part3", "part1", "part4", "part2")).as(said.toString()).isZero();

        for (var name : List.of("cohort.html", "grades.csv")) {
            assertThat(folder.resolve("merged").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
        }
        for (int i = 1; i <= STUDENTS; i++) {
            var grade = "student-" + i + "/grade.json";
            assertThat(folder.resolve("merged").resolve(grade))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(grade));
        }
    }

    @Test
    void aShardThatIsMissingUnfinishedOrGivenTwiceIsNamed() throws IOException {
        for (int i = 1; i <= 3; i++) grade("part" + i, "--shard", i + "/3");

        assertThat(merge("part1", "part3")).isEqualTo(2);
        assertThat(said.toString()).contains("Shard 2/3 is missing.");

        assertThat(merge("part1", "part2", "part2", "part3")).isEqualTo(2);
        assertThat(said.toString()).contains("Shard 2/3 is there twice");

        Files.delete(folder.resolve("part2/shard.json")); // as if it had been killed
        assertThat(merge("part1", "part2", "part3")).isEqualTo(3);
        assertThat(said.toString()).contains("part2 is not a finished shard");

        assertThat(grade("part2", "--shard", "2/3")).isZero();
        assertThat(said.toString()).contains("as before");
        assertThat(merge("part1", "part2", "part3")).isZero();
    }

    @Test
    void eachSubmissionIsInExactlyOneShard() {
        for (int i = 0; i < 1_000; i++) {
            var id = "student-" + i;
            assertThat(IntStream.rangeClosed(1, 7).filter(k -> new Shard(k, 7).has(id)).count())
                    .isOne();
        }
        assertThatThrownBy(() -> Shard.parse("8/7")).hasMessageContaining("1/7 to 7/7");
        assertThatThrownBy(() -> Shard.parse("3 of 7")).hasMessageContaining("write 3/10");
    }

    @Test
    void theDifferenceOfTwoGradingsNamesStudentCriterionAndCause() throws IOException {
        grade("before");
        Files.createDirectories(folder.resolve("after/marks"));
        Files.writeString(folder.resolve("after/marks/student-3.yaml"), "idea: {points: 5}\n");
        grade("after");

        assertThat(lab("grade", "diff", path("before"), path("before"))).isZero();
        assertThat(lab("grade", "diff", path("before"), path("after"))).isEqualTo(1);
        assertThat(said.toString())
                .contains("student-3: ")
                .contains("a marker has decided")
                .contains("idea: 0 OPEN, now 5 MARKED")
                .doesNotContain("student-4");
        assertThat(lab("grade", "diff", path("before"), path("nothing"))).isEqualTo(3);
    }

    @Test
    void onlyTheNamedSubmissionsAreGradedAgain() {
        grade("grades");

        assertThat(grade("grades", "--only", "student-2,student-5")).isZero();
        assertThat(said.toString().lines().filter(line -> line.contains("as before")).count())
                .isEqualTo(STUDENTS - 2);

        assertThat(grade("grades", "--only", "student-99")).isEqualTo(2);
        assertThat(said.toString()).contains("There is no submission student-99");
    }

    @Test
    void aPlanSaysHowLongSoManyMachinesTake() {
        assertThat(lab("grade", "plan", "--students", "600", "--seconds", "6")).isZero();
        assertThat(said.toString())
                .contains("600 submissions, 6.0 s each")
                .containsPattern(" 1 machine .*60 min")
                .containsPattern("10 machines.*6 min.*--shard K/10");
        assertThat(lab("grade", "plan", "--students", "600")).isEqualTo(2);
    }
}
