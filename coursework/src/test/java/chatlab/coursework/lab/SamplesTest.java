package chatlab.coursework.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.grade.GradeFolder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Grades the sample submissions and compares with the marks that a fair marker gives.
///
/// Those of lab 02; with `-Dsamples=all` those of the other labs, too. The samples are ours, so
/// they are trusted and run in child processes: no test of the sandbox.
class SamplesTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final String SAMPLE = "average";

    @TempDir private Path grades;

    private final StringWriter said = new StringWriter();

    @Test
    void theSamplesOfLab02GetTheMarksOfAFairMarkerAndTheSameOnOneProcessor() throws Exception {
        assertMarks("02");
        assertSameOnOneProcessor(LabFolder.find("02"));
    }

    /// The same bytes, but for the marks of people. `coursework/soak/same-grades` compares more.
    private void assertSameOnOneProcessor(LabFolder lab) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/taskset")),
                "taskset is missing; it is in the package util-linux");
        var samples = Files.createTempDirectory(grades, "one-sample");
        FileUtils.copyDirectory(
                SAMPLES.resolve(lab.name()).resolve(SAMPLE).toFile(),
                samples.resolve(SAMPLE).toFile());
        var other = Files.createTempDirectory(grades, "one-processor");
        var process =
                new ProcessBuilder(
                                "taskset",
                                "--cpu-list",
                                "0",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TestLabMain.class.getName(),
                                "grade",
                                "--lab",
                                lab.number(),
                                samples.toString(),
                                "--out",
                                other.toString(),
                                "--chat=never",
                                "--sandbox",
                                "process")
                        .redirectErrorStream(true)
                        .redirectOutput(other.resolve("output.txt").toFile())
                        .start();
        assertThat(process.waitFor()).isZero();

        var grade = SAMPLE + "/" + GradeFolder.AUTOMATIC;
        assertThat(other.resolve(grade)).hasSameBinaryContentAs(grades.resolve(grade));
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "04", "05", "08"})
    void theOtherSamplesDo(String lab) throws IOException {
        assumeTrue("all".equals(System.getProperty("samples")), "takes minutes");

        assertMarks(lab);
    }

    private void assertMarks(String number) throws IOException {
        var lab = LabFolder.find(number);
        var samples = SAMPLES.resolve(lab.name());
        var expected = LabsTest.yaml(samples.resolve("expected.yaml"));
        var rubric = LabsTest.yaml(lab.rubric());
        for (var sample : expected.path("marks").properties()) {
            mark(sample.getKey(), sample.getValue(), rubric);
        }

        int exitCode = grade(lab, samples);

        assertThat(exitCode).as(said.toString()).isZero();
        for (var sample : expected.path("marks").properties()) {
            var grade =
                    new JsonMapper()
                            .readTree(grades.resolve(sample.getKey() + "/grade.json").toFile());
            assertThat(scores(grade.path("criteria")))
                    .as("%s of lab %s: %s", sample.getKey(), number, grade.path("criteria"))
                    .isEqualTo(marks(sample.getValue()));
            assertThat(grade.path("needs_human")).as(sample.getKey()).isEmpty();
        }
    }

    /// Writes the marks of a person, as a marker would.
    private void mark(String sample, JsonNode marks, JsonNode rubric) throws IOException {
        var text = new StringBuilder();
        for (var criterion : rubric.path("criteria")) {
            var id = criterion.path("id").asText();
            if (criterion.path("kind").asText().equals("human")) {
                text.append(
                        "%s: {points: %s, by: marker}%n".formatted(id, marks.path(id).asText()));
            }
        }
        Files.createDirectories(grades.resolve("marks"));
        Files.writeString(grades.resolve("marks").resolve(sample + ".yaml"), text);
    }

    private int grade(LabFolder lab, Path samples) {
        var commandLine = TestLabMain.commandLine();
        commandLine.setOut(new PrintWriter(said, true));
        commandLine.setErr(new PrintWriter(said, true));
        return commandLine.execute(
                "grade",
                "--lab",
                lab.number(),
                samples.toString(),
                "--out",
                grades.toString(),
                "all".equals(System.getProperty("samples")) ? "--chat=always" : "--chat=never",
                "--sandbox",
                "process");
    }

    private static Map<String, Double> scores(JsonNode criteria) {
        var scores = new LinkedHashMap<String, Double>();
        for (var each : criteria) {
            scores.put(each.path("id").asText(), each.path("score").asDouble());
        }
        return scores;
    }

    private static Map<String, Double> marks(JsonNode sample) {
        var marks = new LinkedHashMap<String, Double>();
        for (var mark : sample.properties()) marks.put(mark.getKey(), mark.getValue().asDouble());
        return marks;
    }
}
