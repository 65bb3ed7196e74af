package chatlab.coursework.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import chatlab.evidence.Json;

import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;

/// Editors open a student's folder without errors: the compilers behind them are given what the
/// folder's own settings say.
class IdeFilesTest {
    @TempDir private Path folder;

    static List<LabFolder> labs() throws IOException {
        return LabFolder.all();
    }

    private Path started(LabFolder lab) throws IOException {
        var own = folder.resolve("my " + lab.number());
        HandoutExport.start(lab, own);
        return own;
    }

    /// Eclipse, and VS Code's Java extension, which reads the same file.
    @ParameterizedTest
    @MethodSource("labs")
    void eclipsesCompilerResolvesTheFolder(LabFolder lab) throws Exception {
        var own = started(lab);
        var entries = xml(own.resolve(".classpath")).getElementsByTagName("classpathentry");
        String sources = "";
        String library = "";
        for (int i = 0; i < entries.getLength(); i++) {
            var entry = (Element) entries.item(i);
            var path = entry.getAttribute("path");
            if (entry.getAttribute("kind").equals("src")) sources = path;
            if (entry.getAttribute("kind").equals("lib")) {
                library = path;
                assertHoldsSources(own.resolve(entry.getAttribute("sourcepath")));
            }
        }
        var said = new StringWriter();

        boolean compiles =
                BatchCompiler.compile(
                        new String[] {
                            "-25",
                            "-proc:none",
                            "-d",
                            "none",
                            "-classpath",
                            own.resolve(library).toString(),
                            own.resolve(sources).toString()
                        },
                        new PrintWriter(said),
                        new PrintWriter(said),
                        null);

        assertThat(compiles).as(said.toString()).isTrue();
        assertThat(said.toString()).doesNotContain("ERROR");
    }

    /// VS Code without the Eclipse files; IntelliJ IDEA compiles with javac as well.
    @ParameterizedTest
    @MethodSource("labs")
    void javacResolvesTheFolderAsVsCodeAndIntelliJDo(LabFolder lab) throws Exception {
        var own = started(lab);
        var settings = Json.mapper().readTree(own.resolve(".vscode/settings.json").toFile());
        var sources = settings.path("java.project.sourcePaths").path(0).asText();
        var libraries = settings.path("java.project.referencedLibraries");
        var library = libraries.path("include").path(0).asText();
        assertHoldsSources(own.resolve(libraries.path("sources").path(library).asText()));

        var module = xml(own.resolve(lab.name() + ".iml"));
        var root = ((Element) module.getElementsByTagName("root").item(0)).getAttribute("url");
        assertThat(root).isEqualTo("jar://$MODULE_DIR$/" + library + "!/");
        var source = (Element) module.getElementsByTagName("sourceFolder").item(0);
        assertThat(source.getAttribute("url")).isEqualTo("file://$MODULE_DIR$/" + sources);
        assertThat(own.resolve(".idea/modules.xml"))
                .content()
                .contains("$PROJECT_DIR$/" + lab.name() + ".iml");

        assertThat(javac(own.resolve(sources), own.resolve(library), folder.resolve("out")))
                .isEmpty();
    }

    private static String javac(Path sources, Path library, Path out) throws IOException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("-d", out.toString(), "-cp", library.toString(), "-proc:none"));
        try (var files = Files.list(sources)) {
            files.map(Path::toString).forEach(words::add);
        }
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromStrings(words.subList(5, words.size()));
            compiler.getTask(said, manager, null, words.subList(0, 5), null, units).call();
        }
        return said.toString();
    }

    private static void assertHoldsSources(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            assertThat(file.getEntry("chatlab/strategies/BroadcastStrategy.java")).isNotNull();
            assertThat(file.getEntry("chatlab/strategies/BroadcastStrategy.class")).isNotNull();
        }
    }

    @Test
    void theTasksRunTheLabOnTheOpenFileAndItsFindingsBecomeProblems() throws Exception {
        var own = started(LabFolder.find("02"));

        var tasks =
                Json.mapper().readTree(own.resolve(".vscode/tasks.json").toFile()).path("tasks");

        assertThat(tasks).hasSize(3);
        var commands = new ArrayList<String>();
        tasks.forEach(task -> {
            assertThat(task.path("command").asText()).isEqualTo("${config:chatlab.lab}");
            commands.add(task.path("args").path(0).asText());
        });
        assertThat(commands).containsExactly("race", "step", "report");
        var race =
                Pattern.compile(
                        tasks.path(0)
                                .path("problemMatcher")
                                .path("pattern")
                                .path("regexp")
                                .asText());
        var found = race.matcher("C:\\my work\\Mine.java:28: warning: DELIVERY is broken: why.");
        assertThat(found.matches()).isTrue();
        assertThat(List.of(found.group(1), found.group(2), found.group(3), found.group(4)))
                .containsExactly(
                        "C:\\my work\\Mine.java", "28", "warning", "DELIVERY is broken: why.");
        var report =
                Pattern.compile(
                        tasks.path(2)
                                .path("problemMatcher")
                                .path("pattern")
                                .path("regexp")
                                .asText());
        assertThat("  report.md:12: The section is empty.").matches(report);
    }

    @Test
    void theSettingsNameTheLabThatWroteThem() throws Exception {
        var own = started(LabFolder.find("02"));

        var settings = Json.mapper().readTree(own.resolve(".vscode/settings.json").toFile());

        assertThat(Path.of(settings.path("chatlab.lab").asText())).isExecutable();
        assertThat(own.resolve(".idea/runConfigurations/lab_race.xml"))
                .content()
                .contains("race --strategy src/FixedBroadcast.java --quick");
    }

    @Test
    void aFolderThatIsThereIsNotChanged() throws Exception {
        var lab = LabFolder.find("02");
        var own = started(lab);

        assertThat(catchThrowable(() -> started(lab)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exists already and was not changed");
        assertThat(own).isDirectory();
    }

    private static Document xml(Path file) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile());
    }
}
