package chatlab.coursework.command;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.score.CriterionVerdict;
import chatlab.coursework.score.Grade;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `lab grade` as staff type it, with a rubric that needs no code to be run.
@Timeout(120)
class GradeCommandTest {
    private static final String RUBRIC =
            """
            schema: chatlab/rubric/1
            lab: "02"
            title: Words
            total: 20
            criteria:
              - {id: form, points: 5, kind: report, requires: [readable]}
              - {id: style, points: 15, kind: human}
            """;

    private static final String REPORT =
            """
            ---
            schema: chatlab/report/1
            lab: "02"
            students:
              - {id: ID, name: Ann, share: 100}
            commit: none
            strategies: [unsafe]
            ai_use: none
            sources: []
            ---
            # A report
            """;

    private static final String CANVAS =
            """
            Student,ID,SIS User ID,SIS Login ID,Section,Lab 02 (4711)
                Points Possible,,,,,20
            "Example, Ann",501,s1,ann,A,
            "Example, Bob",502,s2,bob,A,
            """;

    @TempDir private Path folder;
    private Path submissions;
    private Path grades;
    private Path rubric;
    private String errors = "";
    private String output = "";

    @BeforeEach
    void twoSubmissions() throws IOException {
        submissions = folder.resolve("submissions");
        grades = folder.resolve("grades");
        rubric = Files.writeString(folder.resolve("rubric.yaml"), RUBRIC);
        handIn("ann", "s1");
        handIn("bob", "s2");
    }

    private void handIn(String name, String id) throws IOException {
        var place = Files.createDirectories(submissions.resolve(name));
        Files.writeString(place.resolve("report.md"), REPORT.replace("ID", id));
    }

    private void mark(String submission, String yaml) throws IOException {
        var file = Marks.file(grades, submission);
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
    }

    private int grade(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of("grade", "--rubric", rubric.toString(), submissions.toString()));
        arguments.addAll(List.of("--out", grades.toString(), "--sandbox", "process"));
        arguments.addAll(List.of(more));
        var written = new StringWriter();
        var lab = TestLabMain.commandLine();
        var printed = new StringWriter();
        lab.setOut(new PrintWriter(printed));
        lab.setErr(new PrintWriter(written));
        lab.setExecutionExceptionHandler((exception, command, _) -> {
            command.getErr().println(exception.getMessage());
            return 3;
        });
        int exitCode = lab.execute(arguments.toArray(String[]::new));
        errors = written.toString();
        output = printed.toString();
        return exitCode;
    }

    private String sheet() throws IOException {
        return Files.writeString(folder.resolve("sheet.csv"), CANVAS).toString();
    }

    @Test
    void everyFormatHasItsFilesAfterOneGrading() throws IOException {
        var context =
                Files.writeString(
                        folder.resolve("context.json"),
                        """
                        {"classroom": "c1", "assignment": "lab02", "assignment_type": "individual", "owner": "ann", "submission": "7",
                         "commit": "0123abc", "release": "r1", "review": null, "datetime": "2026-03-02T10:00:00Z"}
                        """);
        mark("ann", "style: {points: 10}\n");

        assertThat(
                        grade(
                                "--format",
                                "gradescope,prairielearn,check50",
                                "--format",
                                "Classroom50,canvas",
                                "--context",
                                context.toString(),
                                "--sheet",
                                sheet()))
                .as(errors)
                .isZero();

        for (var id : new String[] {"ann", "bob"}) {
            for (var system :
                    new String[] {"gradescope", "prairielearn", "check50", "classroom50"}) {
                assertThat(grades.resolve(id).resolve(system + ".json")).isNotEmptyFile();
            }
        }
        assertThat(grades.resolve("canvas.csv"))
                .content()
                .contains(",s1,ann,A,15\n", ",s2,bob,A,\n");
    }

    @Test
    void aStudentWithTwoDifferentSubmissionsIsLeftBlankAndNamed() throws IOException {
        handIn("ann-again", "s1");
        Files.writeString(submissions.resolve("ann-again/more.txt"), "another");
        handIn("bobs-partner", "s2");
        mark("ann", "style: {points: 10}\n");
        mark("ann-again", "style: {points: 0}\n");
        mark("bobs-partner", "style: {points: 5}\n");

        assertThat(grade("--format", "canvas", "--sheet", sheet())).as(errors).isZero();

        assertThat(errors).contains("left blank: s1 has 2 submissions, ann, ann-again; take away");
        assertThat(grades.resolve("canvas.csv"))
                .content()
                .contains(",s1,ann,A,\n")
                .as("the same files twice")
                .contains(",s2,bob,A,10\n");
        assertThat(grades.resolve("cohort.html")).content().contains("one of 2 submissions of s1");
    }

    @Test
    void aStudentMissingFromTheRosterIsNamed() throws IOException {
        var roster = Files.writeString(folder.resolve("roster.csv"), "id,name\ns1,Ann\ns3,Eve\n");

        assertThat(grade("--roster", roster.toString())).as(errors).isZero();

        assertThat(grades.resolve("cohort.html"))
                .content()
                .contains("signed by s2, who is not in the roster")
                .doesNotContain("signed by s1,")
                .contains("In the roster, without a submission", "Eve");
    }

    @Test
    void aTableInAnotherEncodingIsNamed() throws IOException {
        var roster = folder.resolve("roster.csv");
        Files.write(roster, "id,name\ns1,Änn\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(grade("--roster", roster.toString())).isEqualTo(3);

        assertThat(errors).contains("roster.csv is not in UTF-8; save it with that encoding");
    }

    @Test
    void gradesDoNotGoAmongTheSubmissions() {
        grades = submissions.resolve("grades");

        assertThat(grade()).isEqualTo(2);

        assertThat(errors).contains("would be graded as a submission next time; choose another");
        assertThat(grades).doesNotExist();
    }

    @Test
    void foldersNamedAsTheGradersOwnFilesAreGraded() throws IOException {
        for (var name : new String[] {"marks", "canvas.csv", "Cohort.html"})
            handIn(name, "s-" + name);

        assertThat(grade("--format", "canvas", "--sheet", sheet())).as(errors).isZero();

        for (var name : new String[] {"marks", "canvas.csv", "Cohort.html"}) {
            assertThat(grades.resolve("submission-" + name).resolve("grade.json")).exists();
        }
        assertThat(grades.resolve("canvas.csv")).isRegularFile();
    }

    @Test
    void aNoteThatNeedsQuotesIsNamedWithFileAndLine() throws IOException {
        for (var note : new String[] {"Why: because", "right [almost]", "see #3}"}) {
            mark("bob", "# Marked twice.\nstyle: {points: 1, note: " + note + ", by: me}\n");

            assertThat(grade()).as(note).isEqualTo(2);

            assertThat(errors)
                    .as(note)
                    .containsPattern("marks/bob[.]yaml:[23]: ")
                    .contains("must stand in quotes");
        }
        mark("bob", "style: {points: 1, note: nearly, but late, by: me}\n");
        assertThat(grade()).isEqualTo(2);
        assertThat(errors)
                .contains("marks/bob.yaml:1: 'but late' is not a key of a mark;")
                .contains("a text with a comma in it must stand in quotes");

        mark("bob", "style: {points: 1, note: Which write?, by: me}\n");
        assertThat(grade()).isZero();
    }

    @Test
    void aReportThatTheCheckDoesNotReadIsGradedWithoutIt() throws IOException {
        var report = submissions.resolve("bob/report.md");
        Files.writeString(report, Files.readString(report) + "x".repeat(2 << 20));

        assertThat(grade()).isZero();

        var result = Grade.read(grades.resolve("bob/grade.json")).criteria().getFirst();
        assertThat(result.score()).isZero();
        assertThat(result.verdict()).isNotEqualTo(CriterionVerdict.REFUSED);
        assertThat(grades.resolve("bob/feedback.md")).content().contains("larger than 256 KB");
    }

    private Grade graded(String submission) throws IOException {
        return Grade.read(grades.resolve(submission).resolve("grade.json"));
    }

    private double style(String submission) throws IOException {
        return graded(submission).criteria().getLast().score();
    }

    @Test
    void aMarkDoesNotOutliveWhatItMarked() throws IOException {
        mark("ann", "style: {points: 10}\n");
        mark("bob", "style: {points: 10}\n");
        assertThat(grade()).isZero();
        assertThat(graded("ann").needsHuman()).isEmpty();

        var report = submissions.resolve("ann/report.md");
        Files.writeString(report, "Nothing.");
        assertThat(grade()).isZero();

        assertThat(graded("ann").needsHuman()).containsExactly("style");
        assertThat(style("ann")).isZero();
        assertThat(graded("ann").flags())
                .anyMatch(
                        each -> each.startsWith("look again at style: the submission has changed"));
        assertThat(style("bob")).isEqualTo(10);
        assertThat(grade("--fresh")).isZero();
        assertThat(graded("ann").needsHuman()).as("still").containsExactly("style");
        mark("ann", "style: {points: 10, note: again}\n");
        assertThat(grade()).isZero();
        assertThat(style("ann")).isEqualTo(10);
    }

    @Test
    void whatBelongsToNoSubmissionIsNamed() throws IOException {
        Files.writeString(submissions.resolve("notes.txt"), "x");
        Files.writeString(submissions.resolve("eve.rar"), "Rar!");
        Files.createDirectories(submissions.resolve("dan"));
        mark("fay", "style: {points: 10}\n");

        assertThat(grade()).isEqualTo(1);

        assertThat(output)
                .contains("not graded: 'notes.txt' is neither a folder nor an archive")
                .contains("not graded: marks/fay.yaml is of no submission");
        assertThat(graded("eve").flags())
                .singleElement()
                .asString()
                .contains("it is a RAR archive, which cannot be read; pack it as a zip");
        assertThat(graded("dan").flags()).singleElement().asString().contains("it is empty");
        assertThat(graded("dan").needsHuman()).isEmpty();
        assertThat(grades.resolve("cohort.html")).content().contains("notes.txt", "marks/fay.yaml");
    }

    @Test
    void evidenceThatTwoStudentsShareIsNamed() throws IOException {
        for (var name : List.of("ann", "bob")) {
            var run = Files.createDirectories(submissions.resolve(name).resolve("evidence/u"));
            Files.writeString(run.resolve("race.json"), "[the same]");
            Files.writeString(run.resolve("witness.json"), "{}");
        }

        assertThat(grade()).isZero();

        assertThat(grades.resolve("cohort.html"))
                .content()
                .contains("the same evidence: evidence/u/race.json, as bob")
                .contains("the same evidence: evidence/u/race.json, as ann");
    }

    @Test
    void theReportThatWasFoundIsNamed() throws IOException {
        Files.move(submissions.resolve("ann/report.md"), submissions.resolve("ann/lab2.md"));

        assertThat(grade()).isZero();

        assertThat(graded("ann").flags())
                .anyMatch(each -> each.contains("no file report.md") && each.contains("lab2.md"));
    }
}
