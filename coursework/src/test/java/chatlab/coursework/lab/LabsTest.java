package chatlab.coursework.lab;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.TestLabMain;
import chatlab.step.StepCommand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/// The demands on every lab.
public class LabsTest {
    public static final Path SOLUTIONS = Path.of("solutions");

    /// One for all commands: it takes longer to make than to use.
    private static final CommandLine LAB = TestLabMain.commandLine();

    static List<LabFolder> labs() throws IOException {
        return LabFolder.all();
    }

    @Test
    void thereAreEightLabsAndEachIsFoundByItsNumberAndItsName() throws IOException {
        assertThat(LabFolder.all())
                .hasSize(8)
                .allSatisfy(lab -> {
                    assertThat(LabFolder.find(lab.number())).isEqualTo(lab);
                    assertThat(LabFolder.find(lab.name())).isEqualTo(lab);
                    assertThat(LabFolder.find(lab.number().substring(1))).isEqualTo(lab);
                });
    }

    @ParameterizedTest
    @MethodSource("labs")
    void aHandoutHasItsSectionsAndIsAtMostTwoPages(LabFolder lab) throws IOException {
        var text = Files.readString(lab.handout());

        assertThat(text)
                .startsWith("# Lab " + lab.number() + ": " + lab.title())
                .containsSubsequence(
                        "hours",
                        "## Question",
                        "## Predict",
                        "## Run",
                        "## Observe",
                        "## Explain",
                        "## Going further",
                        "## Hand in",
                        "lab report check");
        assertThat(text.split("\\s+")).as("words").hasSizeBetween(350, 900);
    }

    /// At the pace of somebody who reads a technical text in a second language.
    private static final double WORDS_A_MINUTE = 130;

    @ParameterizedTest
    @MethodSource("labs")
    void theHeadOfAHandoutSaysHowLongReadingTakes(LabFolder lab) throws IOException {
        var text = Files.readString(lab.handout());
        int minutes = (int) Math.ceil(text.split("\\s+").length / WORDS_A_MINUTE);

        assertThat(text.lines().skip(2).findFirst().orElse(""))
                .contains(minutes + " minutes to read");
    }

    /// `mvn -pl coursework -am test -Dtest=HandoutCommandsTest -Dhandouts=measure` measures them,
    /// on a quiet machine with two cores.
    @ParameterizedTest
    @MethodSource("labs")
    void eachCommandWasMeasuredAndNoneWaitsLongButMeasurements(LabFolder lab) throws IOException {
        var rows = LabTimes.read().stream().filter(row -> row.lab().equals(lab.number())).toList();
        double seconds = rows.stream().mapToDouble(LabTimes.Row::seconds).sum();
        int minutes = (int) Math.ceil(seconds / 60);
        assertThat(Files.readString(lab.handout()).lines().skip(2).findFirst().orElse(""))
                .contains(
                        "the commands run %d minute%s."
                                .formatted(minutes, minutes == 1 ? "" : "s"));
        assertThat(rows.stream().map(LabTimes.Row::command))
                .isEqualTo(
                        Handout.commands(lab.handout()).stream()
                                .filter(command -> !command.terminal())
                                .map(Handout.Line::line)
                                .toList());
        for (var row : rows) {
            boolean isMeasurement =
                    row.command().startsWith("lab bench ")
                            || (row.command().startsWith("lab race ")
                                    && !row.command().contains("--quick"));
            boolean isSplit = row.command().contains(" --split "); // the net notices it twice
            if (!isMeasurement && !isSplit)
                assertThat(row.seconds()).as(row.command()).isLessThan(30);
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void aHandoutRunsNothingButTheLabAndItsStarter(LabFolder lab) throws IOException {
        var commands = Handout.commands(lab.handout());

        assertThat(commands).hasSizeGreaterThan(5);
        for (var command : commands) {
            var words = command.words();
            if (words.getFirst().equals("java")) {
                assertThat(lab.starter().resolve(words.get(1))).exists();
            } else {
                assertThat(words.getFirst()).as(command.line()).isEqualTo("lab");
            }
        }
    }

    static List<Path> documents() throws IOException {
        var documents = new ArrayList<Path>();
        documents.add(Path.of("labs/README.md"));
        documents.add(Path.of("../docs/instructors.md"));
        for (var lab : LabFolder.all()) documents.add(lab.handout());
        return documents;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandThatADocumentMentionsIsUnderstood(Path document) throws IOException {
        var commands = new ArrayList<>(Handout.mentioned(document));
        Handout.commands(document).stream()
                .filter(command -> command.isOf("lab"))
                .forEach(commands::add);

        assertThat(commands).isNotEmpty();
        for (var command : commands) {
            if (!command.isOf("lab", "doctor")) assertUnderstood(command);
        }
    }

    private static void assertUnderstood(Handout.Line command) {
        assertThat(command.words().getFirst()).as(command.line()).isEqualTo("lab");
        var arguments = command.words().subList(1, command.words().size());
        if (arguments.size() == 1) {
            assertThat(LAB.getSubcommands()).containsKey(arguments.getFirst());
            return;
        }
        try {
            LAB.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new AssertionError(command + ": " + e.getMessage(), e);
        }
        int witness = arguments.indexOf("--witness");
        if (witness >= 0) {
            assertThat(
                            StepCommand.class.getResource(
                                    "/witnesses/" + arguments.get(witness + 1) + ".json"))
                    .as(command.line())
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void aStarterCompilesWithoutAWarningAndSaysWhereToWork(LabFolder lab) throws IOException {
        var sources = sources(lab.starter());

        assertThat(sources).isNotEmpty();
        assertThat(compile(sources)).isEmpty();
        for (var source : sources) assertThat(source).content().contains("TODO");
    }

    @ParameterizedTest
    @MethodSource("labs")
    void aSolutionIsOfTheSameFilesAndNothingIsLeftToDo(LabFolder lab) throws IOException {
        var solution = solution(lab);
        var sources = sources(solution);

        assertThat(sources.stream().map(source -> solution.relativize(source)))
                .isEqualTo(
                        sources(lab.starter()).stream()
                                .map(source -> lab.starter().relativize(source))
                                .toList());
        assertThat(compile(sources)).isEmpty();
        for (var source : sources) assertThat(source).content().doesNotContain("TODO");
    }

    @ParameterizedTest
    @MethodSource("labs")
    void aLabHasThreeHints(LabFolder lab) throws IOException {
        var hints = Hints.of(lab);

        assertThat(hints.lab()).isEqualTo(lab.number());
        assertThat(hints.stages()).hasSize(3).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void theCriteriaOfARubricAddUpToItsTotal(LabFolder lab) throws IOException {
        var rubric = yaml(lab.rubric());

        int sum = 0;
        for (JsonNode criterion : rubric.path("criteria")) sum += criterion.path("points").asInt();
        assertThat(rubric.path("lab").asText()).isEqualTo(lab.number());
        assertThat(rubric.path("title").asText()).isEqualTo(lab.title());
        assertThat(sum).isEqualTo(rubric.path("total").asInt()).isEqualTo(100);
        if (rubric.has("strategy")) {
            assertThat(lab.starter().resolve(rubric.path("strategy").asText())).exists();
        }
        for (JsonNode criterion : rubric.path("criteria")) {
            if (!criterion.path("kind").asText().equals("human")) continue;
            var levels = criterion.path("levels");
            assertThat(levels.path(0).path("points").asInt()).isZero();
            assertThat(levels.path(levels.size() - 1).path("points"))
                    .isEqualTo(criterion.path("points"));
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void aReportTemplateHasAllSectionsAndIsOfItsLab(LabFolder lab) throws IOException {
        assertThat(lab.reportTemplate())
                .content()
                .containsSubsequence(
                        "lab: \"" + lab.number() + "\"",
                        "# Lab " + lab.number() + ": " + lab.title(),
                        "## Prediction",
                        "## Method",
                        "## Results",
                        "<!-- claims -->",
                        "## Mechanism",
                        "## Limits");
    }

    public static Path solution(LabFolder lab) {
        return SOLUTIONS.resolve(lab.name());
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    /// The messages of the compiler.
    private static String compile(List<Path> sources) throws IOException {
        var classes = Files.createTempDirectory("chatlab-labs-");
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        var options =
                List.of(
                        "-d",
                        classes.toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-Xlint:all,-classfile,-path");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources);
            compiler.getTask(said, files, null, options, null, units).call();
            return said.toString();
        } finally {
            delete(classes);
        }
    }

    private static void delete(Path folder) throws IOException {
        var paths = new ArrayList<Path>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(paths::addFirst);
        }
        for (var path : paths) Files.delete(path);
    }

    /// A file as another YAML 1.2 reader than the lab's own sees it.
    public static JsonNode yaml(Path file) throws IOException {
        var load = new Load(LoadSettings.builder().build());
        return new JsonMapper().valueToTree(load.loadFromString(Files.readString(file)));
    }
}
