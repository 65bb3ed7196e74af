package chatlab.coursework.check;

import static chatlab.coursework.check.StudentFolder.means;
import static chatlab.coursework.check.StudentFolder.measured;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.report.CheckedReport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A whole course's reports in one process. How long that takes is reported and not judged.
@SuppressWarnings("StringConcatToTextBlock") // a claim takes less room on one line
class ManyReportsTest {

    @Test
    void aHundredReportsAreCheckedOneLikeTheOther(@TempDir Path temporary, TestReporter reporter)
            throws Exception {
        List<StudentFolder> folders = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            var folder = new StudentFolder(temporary.resolve("s" + i));
            folder.bench(measured(0.01, means("cow", 2e6, "rwlock", 1e6)))
                    .prose(
                            "We saw 3,357 losses [C1].\n\n"
                                    + "A sentence of no matter. ".repeat(400))
                    .claim(
                            "id: C1\n"
                                    + "kind: race-observed\n"
                                    + "subject: unsafe\n"
                                    + "guarantee: MEMBERSHIP\n"
                                    + "evidence: evidence/unsafe/race.json")
                    .claim(
                            "id: C2\n"
                                    + "kind: race-not-observed\n"
                                    + "subject: src/FixedBroadcast.java\n"
                                    + "guarantee: DELIVERY\n"
                                    + "samples: 58000\n"
                                    + "evidence: evidence/fixed/race.json")
                    .claim(
                            "id: C3\n"
                                    + "kind: faster\n"
                                    + "subject: cow\n"
                                    + "than: rwlock\n"
                                    + "where: {members: 64}\n"
                                    + "evidence: evidence/bench/bench.json")
                    .write();
            folders.add(folder);
        }
        CheckedReport first = folders.getFirst().check();

        long begun = System.nanoTime();
        List<CheckedReport> reports = new ArrayList<>();
        for (StudentFolder folder : folders) reports.add(folder.check());
        reporter.publishEntry(
                "100 reports checked", (System.nanoTime() - begun) / 1_000_000 + " ms");

        assertThat(first.claims()).hasSize(3).allMatch(CheckedReport.CheckedClaim::earned);
        assertThat(reports)
                .allSatisfy(report -> {
                    assertThat(report.claims()).isEqualTo(first.claims());
                    assertThat(report.findings()).isEmpty();
                });
    }
}
