package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// `lab.cmd` under Wine's cmd.exe.
///
/// Its `java.exe` is a program of Wine's own, `find`: it names each of its arguments as a file that
/// it does not find, and ends with exit code 1.
class LabCmdTest {
    private static final Path FIND =
            Path.of("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/find.exe");

    private static final long WATCHDOG_MINUTES = 3;

    /// Where Wine keeps its Windows, for all tests.
    @TempDir private static Path prefix;

    @TempDir private Path world;
    private Path home;

    private record Result(int exitCode, String said) {}

    @BeforeEach
    void aDistribution() throws IOException {
        Installed.assume("wine", SearchPath.find("wine").isPresent() && Files.exists(FIND));
        home = Files.createDirectories(world.resolve("my lab"));
        Files.copy(Checkout.root().resolve("lab.cmd"), home.resolve("lab.cmd"));
        Files.writeString(home.resolve("lab.jar"), "");
        Files.createDirectories(world.resolve("a jdk/bin"));
    }

    @AfterAll
    static void endWindows() throws IOException, InterruptedException {
        if (SearchPath.find("wineserver").isEmpty()) return;
        var end = new ProcessBuilder("wineserver", "--kill", "--wait");
        end.environment().put("WINEPREFIX", prefix.toString());
        end.start().waitFor(WATCHDOG_MINUTES, TimeUnit.MINUTES);
    }

    @Test
    void itStartsTheLauncherWithAllArgumentsAndPassesItsExitCodeOn() throws Exception {
        Files.copy(FIND, world.resolve("a jdk/bin/java.exe"));

        var result = lab(windows(world.resolve("a jdk")), "race two \"a b\"");

        var folder = windows(home).toUpperCase(Locale.ROOT);
        assertThat(result.said.lines().map(line -> line.replace("File not found - ", "")))
                .containsExactly(
                        folder + "\\LAUNCHER\\TARGET\\CLASSES;" + folder + "\\LAB.JAR",
                        "CHATLAB.LAUNCHER.LAUNCHERMAIN",
                        folder + "\\.",
                        "RACE",
                        "TWO",
                        "A B");
        assertThat(result.exitCode).isEqualTo(1);
    }

    /// What cmd.exe gives a meaning to, in the names of folders. Wine's own does not read `^` and
    /// `%` as Windows does, so the rest is by reading.
    @Test
    void neitherSignsInFoldersNorAQuotedJavaHomeDisturbIt() throws Exception {
        home = Files.createDirectories(world.resolve("me & you!"));
        Files.copy(Checkout.root().resolve("lab.cmd"), home.resolve("lab.cmd"));
        Files.writeString(home.resolve("lab.jar"), "");
        Files.copy(FIND, world.resolve("a jdk/bin/java.exe"));

        var result = lab('"' + windows(world.resolve("a jdk")) + '"', "race \"a&b!\"");

        assertThat(result.said)
                .contains(windows(home).toUpperCase(Locale.ROOT) + "\\.")
                .endsWith("A&B!");
        assertThat(result.exitCode).isEqualTo(1);
    }

    @Test
    void withoutAnyJavaItSaysWhatToInstall() throws Exception {
        var result = lab(windows(world.resolve("nothing")), "race");

        assertThat(result.said.strip())
                .isEqualTo(
                        "lab: needs a JDK 25 or newer and found none; install one, or set JAVA_HOME"
                                + " to it.");
        assertThat(result.exitCode).isEqualTo(3);
    }

    @Test
    void aCheckoutThatWasNeverBuiltNeedsMaven() throws Exception {
        Files.delete(home.resolve("lab.jar"));
        Files.copy(FIND, world.resolve("a jdk/bin/java.exe"));

        var result = lab(windows(world.resolve("a jdk")), "race");

        assertThat(result.said.strip())
                .isEqualTo(
                        "lab: the lab must be built first, but Maven is not on the PATH; install"
                                + " Apache Maven 3.8 or newer.");
        assertThat(result.exitCode).isEqualTo(3);
    }

    /// @param javaHome the value of `JAVA_HOME`
    private Result lab(String javaHome, String arguments) throws IOException, InterruptedException {
        var output = world.resolve("output");
        var script = world.resolve("run.cmd");
        Files.writeString(
                script,
                "@set JAVA_HOME=%s\r\n@\"%s\" %s\r\n"
                        .formatted(javaHome, windows(home.resolve("lab.cmd")), arguments));
        var builder = new ProcessBuilder("wine", "cmd", "/c", windows(script));
        builder.environment().put("WINEPREFIX", prefix.toString());
        builder.environment().put("WINEDEBUG", "-all");
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().remove("DISPLAY");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        var process = builder.start();
        process.getOutputStream().close();
        boolean isOver = process.waitFor(WATCHDOG_MINUTES, TimeUnit.MINUTES);
        if (!isOver) process.destroyForcibly().waitFor();
        var said =
                Files.readAllLines(output, StandardCharsets.ISO_8859_1).stream()
                        .filter(line -> !line.startsWith("wine:")) // as it creates its Windows
                        .toList();
        assertThat(isOver).as("wine hangs: %s", said).isTrue();
        return new Result(process.exitValue(), String.join("\n", said));
    }

    private static String windows(Path path) {
        return "Z:" + path.toString().replace('/', '\\');
    }
}
