package chatlab.coursework.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chatlab.coursework.unpack.Submission.Platform;
import chatlab.coursework.unpack.Submission.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Submissions are found under the names that learning platforms give them, and every file is in
/// one or left over.
class SubmissionsTest {
    @TempDir private Path folder;

    private void files(String... names) throws IOException {
        for (var name : names) Files.createFile(folder.resolve(name));
    }

    private void folders(String... names) throws IOException {
        for (var name : names) Files.createDirectories(folder.resolve(name));
    }

    private static List<String> names(Submission submission) {
        return submission.sources().stream().map(Source::name).toList();
    }

    @Test
    void canvasTellsWhoAndWhetherLateAndTheLastUploadCounts() throws IOException {
        files(
                "exampleann_LATE_4711_900_lab02.zip",
                "exampleann_LATE_4711_901_lab02-1.zip",
                "doebob_12_902_my_work.zip");

        var all = Submissions.in(folder).all();

        assertThat(all)
                .extracting(
                        Submission::id, Submission::platform, Submission::user, Submission::late)
                .containsExactly(
                        tuple("doebob_12", Platform.CANVAS, "12", false),
                        tuple("exampleann_4711", Platform.CANVAS, "4711", true));
        assertThat(all.getLast().sources())
                .extracting(Source::path)
                .containsExactly(folder.resolve("exampleann_LATE_4711_901_lab02-1.zip"));
        assertThat(all.getLast().notes()).singleElement().asString().contains("handed in again");
    }

    @Test
    void severalFilesOfOneAttemptAreOneSubmission() throws IOException {
        files("x_4713_98767_report.zip", "x_4713_98768_evidence.zip", "x_4713_98769_part-2.zip");

        var all = Submissions.in(folder).all();

        assertThat(all)
                .singleElement()
                .satisfies(only -> {
                    assertThat(only.id()).isEqualTo("x_4713");
                    assertThat(names(only))
                            .containsExactly("report.zip", "evidence.zip", "part-2.zip");
                });
    }

    @Test
    void looseFilesOfCanvasAreASubmission() throws IOException {
        files("loose_4714_98769_report-1.md", "loose_4714_98770_FixedBroadcast.java");

        var found = Submissions.in(folder);

        assertThat(found.leftOver()).isEmpty();
        assertThat(found.all())
                .singleElement()
                .satisfies(only -> {
                    assertThat(only.id()).isEqualTo("loose_4714");
                    assertThat(names(only)).containsExactly("report.md", "FixedBroadcast.java");
                });
    }

    @Test
    void theLastTwoNumbersOfCanvasAreTheUserAndTheUpload() throws IOException {
        files(
                "red_1_4711_98765_lab02.zip",
                "blue_1_4712_98766_lab02.zip",
                "green_1_LATE_4713_98767_lab02.zip",
                "exampleann_4714_98768_02_lab.zip",
                "lab_2_team_4715_98769_lab02.zip");

        assertThat(Submissions.in(folder).all())
                .extracting(Submission::id, Submission::user)
                .containsExactly(
                        tuple("blue_1_4712", "4712"),
                        tuple("exampleann_4714", "4714"),
                        tuple("green_1_4713", "4713"),
                        tuple("lab_2_team_4715", "4715"),
                        tuple("red_1_4711", "4711"));
    }

    @Test
    void moodleAndGradescopeHaveTheirOwnNames() throws IOException {
        folders(
                "Ann Example_12345_assignsubmission_file_",
                "Bob Other_12346_assignsubmission_file",
                "submission_678");
        files("Eve Third_12347_assignsubmission_file_lab02.zip");

        assertThat(Submissions.in(folder).all())
                .extracting(Submission::id, Submission::platform, Submission::user)
                .containsExactly(
                        tuple("Ann-Example_12345", Platform.MOODLE, "12345"),
                        tuple("Bob-Other_12346", Platform.MOODLE, "12346"),
                        tuple("Eve-Third_12347", Platform.MOODLE, "12347"),
                        tuple("submission_678", Platform.GRADESCOPE, "678"));
    }

    @Test
    void aTypedTextIsNamedAndIsNoSubmission() throws IOException {
        folders(
                "Ann Example_12345_assignsubmission_file_",
                "Ann Example_12345_assignsubmission_onlinetext_",
                "Bob Other_12346_assignsubmission_onlinetext_");
        files("exampleeve_4711_text.html");

        var found = Submissions.in(folder);

        assertThat(found.all())
                .singleElement()
                .satisfies(only -> {
                    assertThat(only.id()).isEqualTo("Ann-Example_12345");
                    assertThat(only.notes()).singleElement().asString().contains("a text typed");
                });
        assertThat(found.leftOver())
                .hasSize(2)
                .allMatch(each -> each.contains("a text typed into the platform"))
                .anyMatch(each -> each.contains("Bob Other_12346"))
                .anyMatch(each -> each.contains("exampleeve_4711"));
    }

    @Test
    void everyFileIsInASubmissionOrLeftOver() throws IOException {
        files("a.rar", "b.7z", "c.tar", "d.tar.xz", "e.tar.bz2", "readme.txt", "notes.pdf");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a.rar"));

        var found = Submissions.in(folder);

        assertThat(found.all()).extracting(Submission::id).containsExactly("a", "b", "c", "d", "e");
        assertThat(found.leftOver())
                .hasSize(3)
                .anyMatch(each -> each.startsWith("'readme.txt' is neither"))
                .anyMatch(each -> each.startsWith("'notes.pdf' is neither"))
                .anyMatch(each -> each.startsWith("'link' is a link"));
    }

    @Test
    void anIdIsSafeAndUniqueWhateverTheName() throws IOException {
        folders("a b", "a-b", "A-B", "marks", "<script>", ".hidden", "__MACOSX", "x".repeat(200));

        assertThat(Submissions.in(folder).all())
                .extracting(Submission::id)
                .doesNotHaveDuplicates()
                .hasSize(6)
                .contains("submission-marks", "script-", "x".repeat(80))
                .allMatch(id -> !id.contains("<"));
    }

    @Test
    void anIdThatTwoNamesMakeDoesNotMoveFromOneToTheOther() throws IOException {
        folders("a b", "a:b");
        var before = Submissions.in(folder).all();
        folders("A b");

        var after = Submissions.in(folder).all();

        assertThat(before).hasSize(2);
        assertThat(after).hasSize(3).containsAll(before);
    }

    @Test
    void aFolderWithAReportIsItselfTheOnlySubmission() throws IOException {
        var own = Files.createDirectories(folder.resolve("s1234567"));
        Files.createFile(own.resolve("Report.md"));

        assertThat(Submissions.in(own).all())
                .extracting(Submission::id)
                .containsExactly("s1234567");
    }
}
