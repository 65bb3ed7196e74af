package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The `lab` script in a sandbox: a checkout with one source, a few tools on the PATH, a Maven that
/// only creates the jar, and JDKs whose `java` prints its arguments.
@ParameterizedClass
@MethodSource("shells")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has lab.cmd")
class LabScriptTest {

    private static final List<String> TOOLS =
            List.of(
                    "cat",
                    "dirname",
                    "find",
                    "head",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "rmdir",
                    "sed",
                    "sleep",
                    "touch",
                    "uname");

    @TempDir Path world;

    private final Path shell;

    private final Map<String, String> environment = new HashMap<>();
    private Path home;
    private Path bin;

    LabScriptTest(Path shell) {
        this.shell = shell;
    }

    /// The shells that are installed, each program once: `sh` is often a link to another shell.
    static Stream<Path> shells() {
        Map<Path, Path> shells = new LinkedHashMap<>();
        for (String name : List.of("dash", "bash", "sh")) {
            SearchPath.find(name).ifPresent(shell -> shells.putIfAbsent(real(shell), shell));
        }
        return shells.values().stream();
    }

    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void createTheSandbox() throws IOException {
        home = world.resolve("my checkout");
        bin = Files.createDirectories(world.resolve("bin"));
        for (String name : TOOLS) {
            executable(
                    bin.resolve(name), "exec " + SearchPath.find(name).orElseThrow() + " \"$@\"\n");
        }
        environment.put("PATH", bin.toString());
        environment.put("HOME", world.resolve("user").toString());
        environment.put("LAB_TEST_ROOT", world.resolve("system").toString());
        Files.createDirectories(home.resolve("strategies/src/main"));
        Files.writeString(home.resolve("pom.xml"), "");
        Files.copy(Checkout.root().resolve("lab"), home.resolve("lab"));
        executable(
                bin.resolve("mvn"),
                """
                echo "$JAVA_HOME" >>%s
                mkdir -p lab-cli/target
                touch lab-cli/target/lab.jar
                """
                        .formatted(quoted("mvn.log")));
    }

    @Test
    void withoutAnyJdkItSaysWhatToInstall() throws Exception {
        Result result = lab("--version");

        assertThat(result.exitCode).isEqualTo(3);
        assertThat(result.err)
                .isEqualTo(
                        "lab: needs a JDK 25 or newer and found none;"
                                + " install one, or set JAVA_HOME to it.\n");
    }

    @Test
    void withOnlyOldJdksItNamesTheNewest() throws Exception {
        jdk("system/usr/lib/jvm/java-17", "17.0.15");
        Path newest = jdk("system/usr/lib/jvm/java-21", "21.0.2");
        jdk("system/usr/lib/jvm/java-8", "1.8.0_392");

        Result result = lab("--version");

        assertThat(result.exitCode).isEqualTo(3);
        assertThat(result.err)
                .isEqualTo(
                        "lab: needs a JDK 25 or newer and found only 21.0.2 in %s;"
                                + " install one, or set JAVA_HOME to it.\n",
                        newest);
    }

    @Test
    void aRuntimeWithoutACompilerIsNotAJdk() throws Exception {
        Path jre = jdk("system/usr/lib/jvm/jre-25", "25");
        Files.delete(jre.resolve("bin/javac"));

        Result result = lab("--version");

        assertThat(result.exitCode).isEqualTo(3);
        assertThat(result.err)
                .isEqualTo(
                        "lab: needs a JDK 25 or newer and found only a JRE, which has no javac: 25"
                                + " in %s; install one, or set JAVA_HOME to it.\n",
                        jre);
    }

    @Test
    void anOldJavaHomeGivesWayToAGoodJdkInAUsualFolder() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path good = jdk("user/.sdkman/candidates/java/25-tem", "25.0.3");
        environment.put("JAVA_HOME", old.toString());

        Result result = lab("server");

        assertThat(result.out).startsWith(good + "/bin/java ");
    }

    @Test
    void aGoodJavaHomeGoesFirst() throws Exception {
        jdk("system/usr/lib/jvm/java-25", "25.0.3");
        Path chosen = jdk("a jdk of mine", "26-ea");
        environment.put("JAVA_HOME", chosen.toString());

        Result result = lab("server");

        assertThat(result.out).startsWith(chosen + "/bin/java ");
        assertThat(world.resolve("mvn.log")).hasContent(chosen.toString());
    }

    @Test
    void aJdkOnThePathIsFoundThroughItsLinks() throws Exception {
        Path jdk = jdk("somewhere/else", "25");
        Path alternative = Files.createSymbolicLink(world.resolve("java"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(bin.resolve("java"), bin.relativize(alternative));

        Result result = lab("server");

        assertThat(result.out).startsWith(jdk + "/bin/java ");
    }

    @Test
    void argumentsAndExitCodePassThroughUnchanged() throws Exception {
        goodJdk();
        environment.put("LAB_JAVA_OPTS", "-Xmx1g -Dglob=*");
        environment.put("EXIT", "42");

        Result result = lab("server", "two words", "", "*");

        assertThat(result.exitCode).isEqualTo(42);
        assertThat(result.out)
                .endsWith(
                        " [-Xmx1g] [-Dglob=*] [-jar] [%s/lab-cli/target/lab.jar]"
                                        .formatted(home.toRealPath())
                                + " [server] [two words] [] [*]\n");
    }

    @Test
    void aClosedStandardInputBecomesAnEmptyOne() throws Exception {
        Path jdk = goodJdk();
        executable(jdk.resolve("bin/java"), "cat && echo empty\n");
        Path closing = world.resolve("closing");
        executable(closing, "exec \"$@\" <&-\n");

        Process process =
                start(closing, home, shell.toString(), home.resolve("lab").toString(), "client");

        assertThat(finish(process).out).isEqualTo("empty\n");
    }

    @Test
    void aServerGetsASuitableCollectorUnlessTheUserChoosesOne() throws Exception {
        goodJdk();

        assertThat(lab("server").out).containsPattern("-XX:\\+Use(Serial|Parallel)GC] \\[-Xmn");
        environment.put("LAB_JAVA_OPTS", "-XX:+UseZGC");
        assertThat(lab("server").out).contains("[-XX:+UseZGC]").doesNotContain("-Xmn");
    }

    @Test
    void itWorksThroughALinkAndFromAnywhere() throws Exception {
        goodJdk();
        Path elsewhere = Files.createDirectories(world.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("l"), Path.of("../my checkout/lab"));

        Result result = finish(start(link, elsewhere, "server"));

        assertThat(result.exitCode).isZero();
        assertThat(result.out).contains("[" + home.toRealPath() + "/lab-cli/target/lab.jar]");
    }

    @Test
    void onlyShortCommandsRunWithoutTheOptimizingCompiler() throws Exception {
        goodJdk();
        lab("server"); // builds

        assertThat(lab("server").out).doesNotContain("TieredStopAtLevel");
        for (String command :
                List.of("--help", "-h", "--version", "help", "doctor", "completion", "step")) {
            assertThat(lab(command).out).as(command).contains("[-XX:TieredStopAtLevel=1]");
        }
        assertThat(lab().out).contains("[-XX:TieredStopAtLevel=1]");
        assertThat(lab("server", "--help").out).contains("[-XX:TieredStopAtLevel=1]");
        environment.put("LAB_JAVA_OPTS", "-XX:+UseZGC");
        assertThat(lab("step").out).contains("[-XX:+UseZGC]").doesNotContain("Serial");
    }

    @Test
    void itBuildsOnceAndSaysSo() throws Exception {
        goodJdk();

        Result first = lab("server");
        Result second = lab("server");

        assertThat(first.err)
                .isEqualTo("lab: building the lab; the first build takes one to three minutes.\n");
        assertThat(second.err).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void itBuildsAgainWhenASourceIsNewer() throws Exception {
        goodJdk();
        lab("server");
        Path source = Files.writeString(home.resolve("strategies/src/main/A.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        Result result = lab("server");

        assertThat(result.err)
                .isEqualTo(
                        "lab: the sources have changed; building, which may take a few minutes.\n");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void theDoctorDoesNotBuild() throws Exception {
        goodJdk();
        lab("server");
        Files.delete(home.resolve("lab-cli/target/lab.stamp"));

        Result result = lab("doctor");

        assertThat(result.exitCode).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildShowsTheErrorsOfMavenAndStartsNothing() throws Exception {
        goodJdk();
        lab("server");
        Files.delete(home.resolve("lab-cli/target/lab.stamp"));
        executable(
                bin.resolve("mvn"),
                """
                echo 'WARNING: noise of the JVM'
                echo '[ERROR] A.java:[3,5] not a statement'
                echo '  where it says more'
                echo '[ERROR] Failed to execute goal: Compilation failure'
                echo '[ERROR] A.java:[3,5] not a statement'
                exit 1
                """);

        Result result = lab("server");

        assertThat(result.exitCode).isEqualTo(3);
        assertThat(result.out).isEmpty();
        assertThat(result.err)
                .isEqualTo(
                        """
                        lab: the sources have changed; building, which may take a few minutes.
                        [ERROR] A.java:[3,5] not a statement
                          where it says more
                        lab: the build failed; the complete output of Maven is in %s.
                        """,
                        home.toRealPath().resolve("target/lab-build.log"));
        assertThat(home.resolve("target/lab.lock")).doesNotExist();
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        goodJdk();
        Files.delete(bin.resolve("mvn"));

        Result result = lab("server");

        assertThat(result.exitCode).isEqualTo(3);
        assertThat(result.err)
                .isEqualTo(
                        "lab: the lab must be built first, but Maven is not on the PATH;"
                                + " install Apache Maven 3.8 or newer.\n");
    }

    @Test
    void twoAtTheSameTimeBuildOnce() throws Exception {
        goodJdk();
        Path gate = world.resolve("gate");
        run("mkfifo", gate.toString());
        String build = Files.readString(bin.resolve("mvn"));
        Files.writeString(bin.resolve("mvn"), build + "cat <" + quoted("gate") + "\n");

        Process first = start(home.resolve("lab"), home, "server");
        BufferedReader firstErr = first.errorReader();
        assertThat(firstErr.readLine()).contains("building");
        Process second = start(home.resolve("lab"), home, "server");
        BufferedReader secondErr = second.errorReader();
        assertThat(secondErr.readLine())
                .isEqualTo("lab: another lab is building; waiting until it is done.");
        Files.writeString(gate, "go"); // the first one's Maven ends

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void theLockOfADeadProcessIsBroken() throws Exception {
        goodJdk();
        Process dead = run("true");
        Files.createDirectories(home.resolve("target/lab.lock"));
        String machine = finish(run("uname", "-n")).out.strip();
        Files.writeString(home.resolve("target/lab.lock/owner"), machine + " " + dead.pid());

        Result result = lab("server");

        assertThat(result.exitCode).isZero();
        assertThat(builds()).isEqualTo(1);
        assertThat(home.resolve("target/lab.lock")).doesNotExist();
    }

    @Test
    void aDistributionStartsItsOwnJarAndNeverBuilds() throws Exception {
        goodJdk();
        Files.delete(bin.resolve("mvn"));
        Files.delete(bin.resolve("find"));
        Files.delete(home.resolve("pom.xml"));
        Files.writeString(home.resolve("lab.jar"), "");

        Result result = lab("server");

        assertThat(result.err).isEmpty();
        assertThat(result.out).contains("[-jar] [" + home.toRealPath() + "/lab.jar] [server]");
    }

    private Result lab(String... arguments) throws IOException, InterruptedException {
        return finish(start(home.resolve("lab"), home, arguments));
    }

    private Process start(Path script, Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(shell.toString(), script.toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Process run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        process.waitFor();
        return process;
    }

    private static Result finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    private Path goodJdk() throws IOException {
        return jdk("system/opt/jdk-25", "25.0.3");
    }

    private Path jdk(String folder, String version) throws IOException {
        Path jdk = world.resolve(folder);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(
                jdk.resolve("release"),
                "IMPLEMENTOR=\"Example\"\nJAVA_VERSION=\"%s\"\nOS_NAME=\"Any\"\n"
                        .formatted(version));
        executable(jdk.resolve("bin/javac"), "");
        executable(
                jdk.resolve("bin/java"),
                "printf '%s' \"$0\"; printf ' [%s]' \"$@\"; echo; exit \"${EXIT:-0}\"\n");
        return jdk;
    }

    private void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!" + SearchPath.find("sh").orElseThrow() + "\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private long builds() throws IOException {
        return Files.readAllLines(world.resolve("mvn.log")).size();
    }

    private String quoted(String name) {
        return "'" + world.resolve(name) + "'";
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
