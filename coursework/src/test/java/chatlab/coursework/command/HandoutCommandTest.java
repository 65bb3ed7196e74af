package chatlab.coursework.command;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.lab.Hints;
import chatlab.coursework.lab.LabFolder;
import chatlab.coursework.lab.LabsTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The output and the files of `lab handout` and `lab hint`.
class HandoutCommandTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theListNamesEveryLab() throws IOException {
        assertThat(lab("handout")).isZero();

        for (var lab : LabFolder.all()) {
            assertThat(out.toString()).contains(lab.number() + "  " + lab.title());
        }
    }

    @Test
    void anExportHoldsWhatStudentsNeedAndNoSolution() throws IOException {
        assertThat(lab("handout", "export", folder.toString())).isZero();

        for (var lab : LabFolder.all()) {
            var own = folder.resolve(lab.name());
            assertThat(own.resolve("handout.md")).hasSameTextualContentAs(lab.handout());
            assertThat(own.resolve("rubric.yaml")).exists();
            assertThat(own.resolve("report-template.md")).exists();
            assertThat(own.resolve("src")).isNotEmptyDirectory();
            assertThat(own.resolve("hints.yaml")).doesNotExist();
        }
        assertThat(folder.resolve("README.md")).exists();
        assertHoldsNoSolution();
    }

    @Test
    void anExportWithTheLabHoldsNoSolutionEither() throws IOException {
        assertThat(lab("handout", "export", folder.toString(), "--lab", "02", "--with-lab"))
                .isZero();

        var lab = folder.resolve("chat-lab");
        assertThat(lab.resolve("lab")).isExecutable();
        assertThat(lab.resolve("pom.xml")).exists();
        assertThat(lab.resolve("coursework/labs/02-the-lost-update/hints.yaml")).exists();
        assertThat(lab.resolve("coursework/target")).doesNotExist();
        assertHoldsNoSolution();
    }

    private void assertHoldsNoSolution() throws IOException {
        var solutions = files(LabsTest.SOLUTIONS);
        assertThat(solutions).hasSizeGreaterThanOrEqualTo(7);
        for (var file : files(folder)) {
            var path = folder.relativize(file).toString();
            assertThat(path).doesNotContain("solution").doesNotContain("samples");
            for (var solution : solutions) {
                assertThat(Files.mismatch(file, solution))
                        .as("%s, %s", path, solution)
                        .isNotEqualTo(-1);
            }
        }
    }

    @Test
    void anExportOverwritesNobodysWork() throws IOException {
        Files.createDirectories(folder.resolve("02-the-lost-update"));

        assertThat(lab("handout", "export", folder.toString())).isNotZero();

        assertThat(err.toString()).contains("02-the-lost-update exists already");
        assertThat(folder.resolve("01-a-first-chat")).doesNotExist();
    }

    @Test
    void eachHintNamesTheNextOne() throws IOException {
        var stages = Hints.of(LabFolder.find("02")).stages();

        assertThat(lab("hint", "02")).isZero();
        assertThat(lab("hint", "02", "--stage", "3")).isZero();

        assertThat(out.toString())
                .startsWith(stages.getFirst())
                .contains("More: lab hint 02 --stage 2")
                .endsWith(stages.getLast());
        assertThat(lab("hint", "02", "--stage", "4")).isEqualTo(2);
    }

    @Test
    void anUnknownLabIsWrongUsageOfEveryCommand() {
        var some = folder.resolve("some").toString();

        assertThat(lab("hint", "99")).isEqualTo(2);
        assertThat(lab("handout", "start", "99", some)).isEqualTo(2);
        assertThat(lab("handout", "export", some, "--lab", "99")).isEqualTo(2);
        assertThat(lab("report", "new", "--lab", "99", "--dir", some)).isEqualTo(2);
        assertThat(lab("grade", "--lab", "99", "samples/02-the-lost-update", "--out", some))
                .isEqualTo(2);
        assertThat(lab("grade", "export-autograder", "--lab", "99", "--docker", some)).isEqualTo(2);

        assertThat(err.toString().lines().filter(line -> line.startsWith("There is no lab '99'")))
                .hasSize(6);
    }

    private int lab(String... words) {
        var commandLine = TestLabMain.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(words);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
