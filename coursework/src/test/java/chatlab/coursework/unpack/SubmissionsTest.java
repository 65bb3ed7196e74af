package chatlab.coursework.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chatlab.coursework.unpack.Submission.Platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Submissions are found under the names that learning platforms give them.
class SubmissionsTest {
    @TempDir private Path folder;

    @Test
    void canvasTellsWhoAndWhetherLateAndTheLastUploadCounts() throws IOException {
        for (var name :
                new String[] {
                    "exampleann_LATE_4711_900_lab02.zip",
                    "exampleann_LATE_4711_901_lab02-1.zip",
                    "doebob_12_902_my_work.zip"
                }) {
            Files.createFile(folder.resolve(name));
        }

        assertThat(Submissions.in(folder))
                .containsExactly(
                        new Submission(
                                "doebob_12",
                                folder.resolve("doebob_12_902_my_work.zip"),
                                Platform.CANVAS,
                                "12",
                                false),
                        new Submission(
                                "exampleann_4711",
                                folder.resolve("exampleann_LATE_4711_901_lab02-1.zip"),
                                Platform.CANVAS,
                                "4711",
                                true));
    }

    @Test
    void moodleAndGradescopeHaveTheirOwnNames() throws IOException {
        Files.createDirectories(folder.resolve("Ann Example_12345_assignsubmission_file_"));
        Files.createDirectories(folder.resolve("submission_678"));

        assertThat(Submissions.in(folder))
                .extracting(Submission::id, Submission::platform, Submission::user)
                .containsExactly(
                        tuple("Ann-Example_12345", Platform.MOODLE, "12345"),
                        tuple("submission_678", Platform.GRADESCOPE, "678"));
    }

    @Test
    void anIdIsSafeAndUniqueWhateverTheName() throws IOException {
        for (var name :
                new String[] {
                    "a b", "a-b", "A-B", "marks", "<script>", ".hidden", "__MACOSX", "x".repeat(200)
                }) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.createFile(folder.resolve("readme.txt"));

        assertThat(Submissions.in(folder))
                .extracting(Submission::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(
                        "A-B", "a-b-2", "a-b-3", "submission-marks", "script-", "x".repeat(80))
                .allMatch(id -> !id.contains("<"));
    }

    @Test
    void aFolderWithAReportIsItselfTheOnlySubmission() throws IOException {
        var own = Files.createDirectories(folder.resolve("s1234567"));
        Files.createFile(own.resolve("report.md"));

        assertThat(Submissions.in(own)).extracting(Submission::id).containsExactly("s1234567");
    }

    @Test
    void aFolderInAFolderInAnArchiveIsUnpackedFromItsInside(@TempDir Path work) throws Exception {
        var moodle =
                Files.createDirectories(folder.resolve("Ann Example_1_assignsubmission_file_"));
        var zip = moodle.resolve("lab02.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("lab02/report.md"));
            out.write("hi".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("__MACOSX/lab02/._report.md"));
        }

        var root = Unpacking.unpack(moodle, Files.createDirectory(work.resolve("in")));

        assertThat(root.resolve("report.md")).hasContent("hi");
    }
}
