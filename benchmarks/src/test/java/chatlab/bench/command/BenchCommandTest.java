package chatlab.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import chatlab.evidence.Admissibility;
import chatlab.evidence.BenchProgress;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Json;
import chatlab.evidence.Manifest;
import chatlab.evidence.Objection;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

/// One real run, as small as possible, and all its files; and wrong usage.
class BenchCommandTest {
    @TempDir static Path directory;

    private static Path out;
    private static final StringWriter OUT = new StringWriter();
    private static final StringWriter ERR = new StringWriter();
    private static int exitCode;

    @BeforeAll
    static void runOnce() throws IOException {
        // Another run on this machine would disturb a measurement; it does not disturb this test.
        System.setProperty("jmh.ignoreLock", "true");
        out = directory.resolve("out");
        Path mine = directory.resolve("Mine.java");
        Files.writeString(
                mine,
                """
                import chatlab.strategies.*;
                import java.util.*;
                import java.util.concurrent.*;

                @Strategy(name = "mine", technique = "a student's", guarantees = {Guarantee.MEMBERSHIP})
                public final class Mine<M> implements BroadcastStrategy<M> {
                    private final Set<Subscriber<M>> members = ConcurrentHashMap.newKeySet();
                    public boolean join(Subscriber<M> s) { return members.add(s); }
                    public boolean leave(Subscriber<M> s) { return members.remove(s); }
                    public int broadcast(M message, Subscriber<M> sender) {
                        int taken = 0;
                        for (var s : members) if (s != sender && Delivery.attempt(s, message)) taken++;
                        return taken;
                    }
                    public List<Subscriber<M>> subscribers() { return List.copyOf(members); }
                }
                """);
        exitCode =
                run(
                        "--question",
                        "churn",
                        "--strategy",
                        "cow," + mine + ",unsafe",
                        "--members",
                        "8,64",
                        "--churn",
                        "0",
                        "--rounds",
                        "2",
                        "--seed",
                        "42",
                        "--out",
                        out.toString());
    }

    private static int run(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(OUT, true))
                .setErr(new PrintWriter(ERR, true))
                .execute(arguments);
    }

    @Test
    void aBrokenStrategyIsAFindingAndIsStruckOut() {
        assertThat(exitCode).isEqualTo(1);
        assertThat(OUT.toString()).containsPattern("unsafe +~.*~ +struck out: breaks MEMBERSHIP");
    }

    @Test
    void everybodyIsMeasuredInInterleavedForks() throws IOException {
        List<JmhResult> results = JmhResult.read(out.resolve("bench.json"));

        assertThat(results)
                .extracting(r -> r.contestant() + " " + r.params().get("members"))
                .containsExactly("cow 8", "Mine 8", "unsafe 8", "cow 64", "Mine 64", "unsafe 64");
        assertThat(results).allSatisfy(r -> assertThat(r.forkMeans()).hasSize(2));
        assertThat(Admissibility.ofPair(results.get(0), results.get(1), false))
                .extracting(Objection::toString)
                .containsExactly(
                        "runOrder: the two have 2 rounds in common, and a verdict takes at least"
                                + " 5");
    }

    /// The merged file is like one that JMH wrote: it is inadmissible only because two forks are
    /// too few.
    @Test
    void twoForksAreTooFewAndNothingElseIsWrong() throws IOException {
        for (JmhResult result : JmhResult.read(out.resolve("bench.json"))) {
            assertThat(Admissibility.of(result))
                    .extracting(Objection::field)
                    .containsExactly("forks");
        }
        assertThat(OUT.toString()).contains("INADMISSIBLE: forks");
    }

    @Test
    void theFileKnowsTheRoundOfEachFork() throws IOException {
        for (JmhResult result : JmhResult.read(out.resolve("bench.json"))) {
            var order = requireNonNull(result.runOrder());
            assertThat(order.rounds()).containsExactly(1, 2);
            assertThat(order.looks()).isOne();
            assertThat(order.forkSeconds()).isPositive();
        }
        assertThat(Files.readString(out.resolve("environment.json"))).contains("\"seed\": 42");
    }

    @Test
    void everyFileIsInTheManifestAndTheOrderInTheEnvironment() throws IOException {
        assertThat(Manifest.verify(out)).isEmpty();
        assertThat(Manifest.read(out).files())
                .extracting(Manifest.File::path)
                .contains("bench.json", "bench.html", "environment.json")
                .anyMatch(path -> path.startsWith("charts/speed-by-members"));
        assertThat(Files.readString(out.resolve("environment.json")))
                .contains("\"order\"", "cow at churn=0, members=8, sink=read, threads=2");
    }

    @Test
    void everyChartIsThereAsSvgAndAsPng() throws Exception {
        List<Path> charts;
        try (Stream<Path> files = Files.list(out.resolve("charts"))) {
            charts = files.toList();
        }

        assertThat(charts)
                .anyMatch(chart -> chart.toString().contains("ratio-by-members"))
                .anyMatch(chart -> chart.toString().endsWith(".svg"))
                .anyMatch(chart -> chart.toString().endsWith(".png"));
        for (Path chart : charts) {
            if (chart.toString().endsWith(".png")) {
                assertThat(ImageIO.read(chart.toFile()).getWidth()).isGreaterThan(900);
            } else {
                var factory = DocumentBuilderFactory.newInstance();
                factory.setFeature(
                        "http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
                var svg = factory.newDocumentBuilder().parse(chart.toFile());
                assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
            }
        }
    }

    @Test
    void thePageOpensFromDiskAndStrikesOut() throws IOException {
        String page = Files.readString(out.resolve("bench.html"));

        assertThat(page).contains("<svg", "<tr class=\"struck\"><th scope=\"row\">unsafe</th>");
        assertThat(page).doesNotContain("<script", "src=\"http", "href=\"http");
    }

    @Test
    void compareReadsWhatBenchWrote() {
        var said = new StringWriter();

        int answer =
                new CommandLine(new BenchCommand())
                        .setOut(new PrintWriter(said, true))
                        .execute("compare", out.resolve("bench.json").toString());

        assertThat(answer).isEqualTo(3);
        assertThat(said.toString())
                .contains("times as fast as cow (", "INADMISSIBLE; forks: 2, and a verdict takes");
    }

    @Test
    void comparePrintsOneDocumentForPrograms() throws IOException {
        var said = new StringWriter();

        new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(said, true))
                .execute(
                        "compare",
                        out.resolve("bench.json").toString(),
                        "--by-at-least",
                        "0.9",
                        "--json");

        var document = Json.mapper().readTree(said.toString());
        assertThat(document.path("schema").asText()).isEqualTo("chatlab/verdicts/1");
        assertThat(document.path("terms").path("margin").asDouble()).isEqualTo(0.03);
        var first = document.path("comparisons").path(0);
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "benchmark",
                        "subject",
                        "than",
                        "where",
                        "byAtLeast",
                        "verdict",
                        "ratio",
                        "interval",
                        "forksNeeded",
                        "minutesNeeded",
                        "basis",
                        "objections",
                        "sentence");
        assertThat(first.path("byAtLeast").asDouble()).isEqualTo(0.9);
        assertThat(first.path("verdict").asText()).isEqualTo("INADMISSIBLE");
        assertThat(first.path("objections").path(0).path("field").asText()).isEqualTo("forks");
    }

    @Test
    void aProgramCanFollowTheChecksAndTheForks() throws IOException {
        var said = new StringWriter();

        new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(ERR, true))
                .execute(
                        "--question",
                        "members",
                        "--strategy",
                        "unsafe,plain-array",
                        "--members",
                        "8",
                        "--rounds",
                        "1",
                        "--json-lines");

        var lines = new ArrayList<JsonNode>();
        for (var line : said.toString().lines().toList()) lines.add(Json.mapper().readTree(line));
        assertThat(lines.removeLast()).as("the result, as JMH writes it").hasSize(2);
        assertThat(lines)
                .allMatch(line -> line.path("schema").asText().equals(BenchProgress.SCHEMA))
                .filteredOn(line -> line.has("check"))
                .singleElement()
                .satisfies(line -> assertThat(line.at("/check/faults")).isNotEmpty());
        assertThat(lines)
                .filteredOn(line -> line.has("fork"))
                .extracting(line -> line.at("/fork/contestant").asText())
                .containsExactlyInAnyOrder("unsafe", "plain-array");
        assertThat(lines)
                .filteredOn(line -> line.has("fork"))
                .allMatch(line -> line.at("/fork/score").asDouble() > 0);
    }

    @Test
    void wrongUsageGivesASentence() {
        for (String[] wrong :
                new String[][] {
                    {"--strategy", "cwo"},
                    {"--churn", "often"},
                    {"--members", "0"},
                    {"--json", "--json-lines"},
                    {"--rounds", "0"},
                    {"--rounds", "5", "--until", "decided"},
                    {"--rounds", "5", "--time", "1m"},
                    {"--time", "1s"},
                    {"--time", "soon"},
                    {"--margin", "0"},
                    {"--sink", "black-hole"},
                    {"compare", "bench.json", "--by-at-least", "0"},
                    {"targets", "--strategy", "cow"}
                }) {
            assertThat(run(wrong)).as(String.join(" ", wrong)).isEqualTo(2);
        }
    }
}
