package chatlab.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// `lab bench compare` with files that the lab did not write, in all kinds that were found in
/// public repositories and reports. Those in `jmh` were written by JMH 1.37.
class ForeignFilesTest {
    private static final Path JMH = Path.of("src/test/resources/jmh");

    @TempDir Path directory;

    private String said = "";
    private int exitCode;

    private void compare(Object... arguments) {
        var out = new StringWriter();
        var writer = new PrintWriter(out, true);
        exitCode =
                new CommandLine(new BenchCommand())
                        .setOut(writer)
                        .setErr(writer)
                        .setExecutionExceptionHandler((e, _, _) -> {
                            writer.println(e.getMessage());
                            return e instanceof IOException ? 3 : 99;
                        })
                        .execute(
                                Stream.concat(Stream.of("compare"), Stream.of(arguments))
                                        .map(String::valueOf)
                                        .toArray(String[]::new));
        said = out.toString();
        assertThat(exitCode).as(said).isIn(0, 2, 3);
    }

    /// One result, as JMH 1.19 wrote it: without the names of the VM.
    private static String result(String benchmark, String mode, String unit, double... forks) {
        String raw =
                Arrays.stream(forks).mapToObj("[%s]"::formatted).collect(Collectors.joining(","));
        double mean = Arrays.stream(forks).average().orElse(Double.NaN);
        return """
        {"jmhVersion": "1.19", "benchmark": "%s", "mode": "%s", "threads": 1, "forks": %d,
         "warmupIterations": 5, "warmupTime": "1 s", "warmupBatchSize": 1,
         "measurementIterations": 1, "measurementTime": "1 s", "measurementBatchSize": 1,
         "primaryMetric": {"score": %s, "scoreError": "NaN", "scoreConfidence": ["NaN", "NaN"],
           "scorePercentiles": {"0.0": %s, "100.0": "NaN"}, "scoreUnit": "%s", "rawData": [%s]},
         "secondaryMetrics": {}}
        """
                .formatted(benchmark, mode, forks.length, mean, mean, unit, raw);
    }

    private Path file(String... results) throws IOException {
        Path file = Files.createTempFile(directory, "results", ".json");
        return Files.writeString(file, "[" + String.join(",", results) + "]");
    }

    @ParameterizedTest
    @CsvSource({"sample, us/op", "ss, us/op", "avgt, ns/op"})
    void everyModeOfTimesIsComparedAndMarkedAsLowerIsBetter(String mode, String unit) {
        compare(JMH.resolve(mode + ".json"), "--trust-order");

        assertThat(said).contains("joins (" + unit + ", lower is better)", "striped is ");
        assertThat(said).doesNotContain("INADMISSIBLE");
        assertThat(said).contains("all forks were compared with all (Welch), since no rounds");
    }

    @Test
    void ofTimesTheShorterIsFaster() throws IOException {
        var file =
                file(
                        result("a.B.slow", "avgt", "ns/op", 200, 201, 199, 200.5, 200),
                        result("a.B.fast", "avgt", "ns/op", 100, 101, 99, 100.5, 100));

        compare(file, "--trust-order");

        assertThat(exitCode).isZero();
        assertThat(said).contains("B.fast is 2.00 times as fast as B.slow", "SUPPORTED");
    }

    @Test
    void nanosecondsAndMicrosecondsAreConverted() throws IOException {
        var before = file(result("a.B.it", "avgt", "us/op", 0.2, 0.201, 0.199, 0.2, 0.2));
        var after = file(result("a.B.it", "avgt", "ns/op", 100, 101, 99, 100.5, 100));

        compare(before, after, "--trust-order");

        assertThat(said).contains("B.it is 2.00 times as fast as B.it");
        assertThat(exitCode).isZero();
    }

    @Test
    void unitsThatCannotBeConvertedAreNamed() throws IOException {
        var before = file(result("a.B.it", "avgt", "B/op", 5, 5.1, 4.9, 5, 5));
        var after = file(result("a.B.it", "avgt", "ns/op", 100, 101, 99, 100.5, 100));

        compare(before, after, "--trust-order");

        assertThat(said).contains("INADMISSIBLE", "ns/op and B/op, which cannot be converted");
    }

    @Test
    void withoutAnOrderTheObjectionNamesTheOptionThatTrusts() {
        compare(JMH.resolve("avgt.json"));

        assertThat(exitCode).isEqualTo(3);
        assertThat(said).contains("INADMISSIBLE; runOrder: missing", "compare --trust-order");
    }

    @Test
    void methodsOfTheSameNameAreToldApartByTheirClasses() throws IOException {
        var file =
                file(
                        result("a.Hash.get", "thrpt", "ops/us", 1, 1.1, 1, 1.1, 1),
                        result("a.Tree.get", "thrpt", "ops/us", 2, 2.1, 2, 2.1, 2));

        compare(file, "--trust-order");

        assertThat(said).contains("Tree.get is 1.96 times as fast as Hash.get");
    }

    @Test
    void aSecondaryMetricIsComparedIfAsked() {
        compare(JMH.resolve("avgt.json"), "--metric", "gc.alloc.rate.norm", "--trust-order");
        assertThat(said).contains("(B/op, lower is better)", "times as frugal as cow");

        compare(JMH.resolve("avgt.json"), "--metric", "cycles");
        assertThat(said).contains("has no metric 'cycles'");
    }

    @Test
    void oneForkGivesNoIntervalAndTheSentenceSaysSo() throws IOException {
        var file =
                file(
                        result("a.B.one", "thrpt", "ops/s", 1),
                        result("a.B.two", "thrpt", "ops/s", 2));

        compare(file);

        assertThat(said)
                .contains("B.two and B.one cannot be compared")
                .contains("forks: 1, and a verdict takes at least 5")
                .contains("-f 5");
    }

    @Test
    void withoutRawDataNothingIsComputed() throws IOException {
        String bare =
                """
                {"benchmark": "a.B.%s", "mode": "thrpt", "threads": 1, "forks": 5,
                 "warmupIterations": 5, "measurementIterations": 5,
                 "primaryMetric": {"score": 1.0, "scoreError": 0.1, "scoreUnit": "ops/s"}}
                """;

        compare(file(bare.formatted("one"), bare.formatted("two")), "--trust-order");

        assertThat(said).contains("primaryMetric.rawData: missing, and without the scores");
    }

    @Test
    void scoresThatAreNoNumbersAreNamed() throws IOException {
        var file =
                file(
                        result("a.B.one", "thrpt", "ops/s", 1, 1, 1, 1, 0),
                        result("a.B.two", "thrpt", "ops/s", 1, 2, 1, 2, 1)
                                .replace("[2.0]", "[\"NaN\"]"));

        compare(file, "--trust-order");

        assertThat(said).contains("a value that is not above 0, so there is no ratio");
    }

    @Test
    void whatOnlyOneOfTwoFilesHasIsListed() throws IOException {
        String common = result("a.B.common", "thrpt", "ops/s", 1, 1.1, 1, 1.1, 1);
        var before = file(common, result("a.B.old", "thrpt", "ops/s", 1, 1, 1, 1, 1));
        var after = file(common, result("a.B.recent", "thrpt", "ops/s", 1, 1, 1, 1, 1));

        compare(before, after, "--trust-order");

        assertThat(said)
                .contains("B.common is 1.00 times as fast as B.common")
                .contains("B.old at threads=1 is not compared: only " + before + " has it.")
                .contains("B.recent at threads=1 is not compared: only " + after + " has it.");
    }

    @Test
    void aResultThatIsThereTwiceIsNamed() throws IOException {
        String twice = result("a.B.it", "thrpt", "ops/s", 1, 1.1, 1, 1.1, 1);

        compare(file(twice, twice, result("a.B.other", "thrpt", "ops/s", 1, 2, 1, 2, 1)));

        assertThat(said).contains("more than once; the first is compared");
    }

    @Test
    void aThirdFileIsRefused() throws IOException {
        Path file = file(result("a.B.it", "thrpt", "ops/s", 1, 1.1, 1, 1.1, 1));

        compare(file, file, file);

        assertThat(exitCode).isEqualTo(2);
        assertThat(said).contains("Two files can be compared, and these are 3.");
    }

    /// PowerShell's `>` writes UTF-16.
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsNoObstacle(String charset) throws IOException {
        String text = "\ufeff" + Files.readString(JMH.resolve("avgt.json"));
        Path file = directory.resolve("bom.json");
        Files.write(file, text.getBytes(Charset.forName(charset)));

        compare(file, "--trust-order");

        assertThat(said).contains("striped is ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[null]",
                "[[]]",
                "{}",
                "[{\"benchmark\": \"a.B.c\"",
                "Benchmark  Mode  Cnt  Score",
                "[{\"benchmark\": \"a.B.c\", \"params\": [1]}]",
                "[{\"benchmark\": \"a.B.c\", \"primaryMetric\": {\"rawData\": [[null]]}}]",
                "[{\"benchmark\": \"a.B.c\", \"primaryMetric\": {\"rawData\": [null]}}]",
                "[{\"benchmark\": \"a.B.c\", \"primaryMetric\": {\"rawDataHistogram\":"
                        + " [[[[1]]]]}}]",
                "[{\"benchmark\": \"a.B.c\", \"primaryMetric\": {\"rawDataHistogram\": [null]}}]",
                "[{\"benchmark\": \"a.B.c\", \"secondaryMetrics\": {\"x\": null}}]",
                "[{\"benchmark\": \"a.B.c\", \"runOrder\": {\"forks\": [null]}}]",
                "[{\"benchmark\": \"a.B.c\", \"jvmArgs\": [null]}]"
            })
    void whatIsNoResultFileIsRefusedInOneSentence(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("strange.json"), text);

        compare(file);

        assertThat(exitCode).isEqualTo(3);
        assertThat(said.strip().lines()).hasSize(1);
        assertThat(said).contains("strange.json");
    }

    @Test
    void aMissingFileIsASentence() {
        compare(directory.resolve("none.json"));

        assertThat(said).contains("none.json does not exist; give a file that JMH wrote");
    }

    @Test
    void manyResultsAreSummedUp() throws IOException {
        String[] results =
                IntStream.range(0, 666)
                        .mapToObj(i -> result("a.B.m" + i, "thrpt", "ops/s", 1, 1.1 + i, 1, 1.1, 1))
                        .toArray(String[]::new);

        compare(file(results), "--trust-order");

        assertThat(said.lines().count()).isLessThan(200);
        assertThat(said).contains("… and 615 more; --json prints all.", "665 comparisons: ");
    }

    @Test
    void aConfidenceNearOneIsNotRoundedToOne() throws IOException {
        List<String> results =
                IntStream.range(0, 3000)
                        .mapToObj(i ->
                                result("a.B.m" + i, "thrpt", "ops/s", 1, 1.1, 1, 1.1 + i / 1e4, 1))
                        .toList();

        compare(file(results.toArray(String[]::new)), "--trust-order");

        assertThat(said).contains("99.998 %").doesNotContain(" 100 %");
    }

    @Test
    void numbersDoNotDependOnTheLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            compare(JMH.resolve("avgt.json"), "--trust-order");
        } finally {
            Locale.setDefault(before);
        }

        assertThat(said).containsPattern("striped is \\d+\\.\\d+ times");
    }
}
