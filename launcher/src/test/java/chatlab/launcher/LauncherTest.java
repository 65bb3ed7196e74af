package chatlab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The launcher in a sandbox: a checkout or a distribution, a Maven that only creates the jar, and
/// a JDK whose `java` writes its arguments to a file.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs of the sandbox are shell scripts")
class LauncherTest {
    @TempDir private Path world;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path home;

    @BeforeEach
    void createTheSandbox() throws IOException {
        home = Files.createDirectories(world.resolve("my checkout"));
        environment.put("JAVA_HOME", jdk("a jdk", "25.0.1").toString());
        environment.put("PATH", world.resolve("bin").toString());
        Files.writeString(home.resolve("pom.xml"), "");
        Files.createDirectories(home.resolve("strategies/src/main"));
        program(
                "bin/mvn",
                """
                echo "$JAVA_HOME $*" >>'%s'
                mkdir -p lab-cli/target
                : >lab-cli/target/lab.jar
                """
                        .formatted(world.resolve("mvn.log")));
    }

    @Test
    void aDistributionStartsItsJarAndNeverBuilds() throws Exception {
        Files.writeString(home.resolve("lab.jar"), "");
        Files.delete(world.resolve("bin/mvn"));
        Files.writeString(world.resolve("exit"), "1");

        int exitCode = run("race", "two words", "");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(arguments())
                .endsWith("-jar", home.resolve("lab.jar").toString(), "race", "two words", "");
    }

    @Test
    void aCheckoutIsBuiltOnceAndAgainWhenASourceIsNewer() throws Exception {
        assertThat(run("race")).isZero();
        assertThat(run("race")).isZero();
        assertThat(world.resolve("mvn.log")).content().hasLineCount(1).contains("a jdk", "package");
        var source = Files.writeString(home.resolve("strategies/src/main/A.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(run("race")).isZero();

        assertThat(world.resolve("mvn.log")).content().hasLineCount(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "lab: building the lab; the first build takes one to three minutes.",
                        "lab: the sources have changed; building, which may take a few minutes.");
        assertThat(arguments()).contains(home.resolve("lab-cli/target/lab.jar").toString());
    }

    @Test
    void theDoctorDoesNotBuild() throws Exception {
        run("race");
        Files.delete(home.resolve("lab-cli/target/lab.stamp"));

        run("doctor");

        assertThat(world.resolve("mvn.log")).content().hasLineCount(1);
    }

    @Test
    void aFailedBuildShowsTheErrorsOfMavenAndStartsNothing() throws Exception {
        program(
                "bin/mvn",
                """
                echo 'WARNING: noise of the JVM'
                echo '[ERROR] A.java:[3,5] not a statement'
                echo '[ERROR] Failed to execute goal: Compilation failure'
                exit 1
                """);

        assertThat(run("race")).isEqualTo(3);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "lab: building the lab; the first build takes one to three minutes.",
                        "[ERROR] A.java:[3,5] not a statement",
                        "lab: the build failed; the complete output of Maven is in %s."
                                .formatted(home.resolve("target/lab-build.log")));
        assertThat(world.resolve("arguments")).doesNotExist();
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        Files.delete(world.resolve("bin/mvn"));

        assertThat(run("race")).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Maven is not on the PATH; install Apache Maven");
    }

    @Test
    void shortCommandsRunWithoutTheOptimizingCompiler() throws Exception {
        Files.writeString(home.resolve("lab.jar"), "");

        run("server", "--help");
        assertThat(arguments()).contains("-XX:TieredStopAtLevel=1");
        run("step");
        assertThat(arguments()).contains("-XX:TieredStopAtLevel=1");
        run("server");
        assertThat(arguments()).doesNotContain("-XX:TieredStopAtLevel=1");
        environment.put("LAB_JAVA_OPTS", "-XX:+UseZGC  -Xmx1g");
        run("server");
        assertThat(arguments())
                .contains("-XX:+UseZGC", "-Xmx1g")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "web"})
    void theCollectorIsThatOfTheScript(String command) throws Exception {
        Files.writeString(home.resolve("lab.jar"), "");

        run(command);

        var words = String.join(" ", arguments());
        var collector = words.replaceFirst(".*access=allow ", "").replaceFirst(" -jar .*", "");
        assertThat(Path.of("../lab")).content().contains("'" + collector + "'");
    }

    @Test
    void theFirstGoodJdkIsTakenAndTheNewestOldOneNamed() throws Exception {
        var good = jdk("good", "26-ea");
        var jre = jdk("jre", "25.0.2");
        Files.delete(jre.resolve("bin/javac"));
        var old = jdk("old", "1.8.0_392");
        var newer = jdk("newer", "21.0.2");
        var nothing = world.resolve("nothing");

        assertThat(new JdkSearch(List.of(nothing, jre, old, good)).find()).isEqualTo(good);
        assertThat(sentence(old, newer, nothing))
                .isEqualTo(
                        "needs a JDK 25 or newer and found only 21.0.2 in %s; install one, or set"
                                + " JAVA_HOME to it.",
                        newer);
        assertThat(sentence(old, jre)).contains("only a JRE, which has no javac: 25.0.2 in " + jre);
        assertThat(sentence(nothing)).contains("found none;");
    }

    @Test
    void aJdkOfWindowsHasPrograms() throws Exception {
        var jdk = Files.createDirectories(world.resolve("windows/jdk-25"));
        Files.createDirectories(jdk.resolve("bin"));
        for (var name : List.of("java.exe", "javac.exe")) {
            Files.writeString(jdk.resolve("bin").resolve(name), "");
        }
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\r\nOS_NAME=\"Windows\"\r\n");
        var programs = Files.createDirectories(world.resolve("Program Files/Java"));
        Files.move(jdk, programs.resolve("jdk-25"));

        var found = JdkSearch.usual(Map.of("ProgramFiles", programs.resolveSibling("").toString()));

        assertThat(found.places()).contains(programs.resolve("jdk-25"));
        assertThat(new JdkSearch(List.of(programs.resolve("jdk-25"))).find())
                .isEqualTo(programs.resolve("jdk-25"));
        assertThat(JdkSearch.program(programs.resolve("jdk-25"), "java")).hasFileName("java.exe");
    }

    private static String sentence(Path... places) {
        try {
            return "found " + new JdkSearch(List.of(places)).find();
        } catch (LaunchException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private int run(String... command) throws IOException, InterruptedException {
        try (var stream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            return new Launcher(home, environment, stream).run(List.of(command));
        }
    }

    private List<String> arguments() throws IOException {
        return Files.readAllLines(world.resolve("arguments"));
    }

    /// Its `java` exits with 1 if there is a file `exit`.
    private Path jdk(String name, String version) throws IOException {
        var jdk = world.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        program(name + "/bin/javac", "");
        program(
                name + "/bin/java",
                "printf '%s\\n' \"$@\" >'"
                        + world.resolve("arguments")
                        + "'\n[ ! -f '"
                        + world.resolve("exit")
                        + "' ] || exit 1\n");
        return jdk;
    }

    private void program(String path, String script) throws IOException {
        var file = world.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
