package chatlab.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.cli.Checkout;
import chatlab.evidence.Sha256;

import org.apache.commons.compress.archivers.zip.ZipFile;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A distribution that was packed from this build and unpacked into a folder with a blank in its
/// name, on a machine with a JDK and no Maven, no git, and nothing else that the lab could need.
final class UnpackedLab {
    static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    /// What the script `lab` uses.
    private static final List<String> TOOLS = List.of("sh", "dirname", "readlink", "getconf");

    private static final long MINUTES = 3;

    private final Path home;
    private final Path tools;
    private final Path work;

    private UnpackedLab(Path home, Path tools, Path work) {
        this.home = home;
        this.tools = tools;
        this.work = work;
    }

    /// What a command did.
    ///
    /// @param said on both streams
    record Ran(int exitCode, String said, double seconds) {}

    static UnpackedLab in(Path folder) throws IOException {
        var zip = folder.resolve("chat-lab.zip");
        var files = Distribution.files(Checkout.root(), "1.2.3");
        new Archives("chat-lab-1.2.3", files, TIME).zip(zip);
        var top = folder.resolve("my downloads");
        unzip(zip, top);
        var tools = Files.createDirectories(folder.resolve("tools"));
        for (var tool : TOOLS) {
            for (var place : List.of("/usr/bin", "/bin")) {
                var program = Path.of(place, tool);
                if (Files.exists(program) && Files.notExists(tools.resolve(tool))) {
                    Files.copy(program, tools.resolve(tool), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        var work = Files.createDirectories(folder.resolve("my work"));
        return new UnpackedLab(top.resolve("chat-lab-1.2.3"), tools, work);
    }

    private static void unzip(Path zip, Path folder) throws IOException {
        try (var in = ZipFile.builder().setPath(zip).get()) {
            for (var entry : Collections.list(in.getEntries())) {
                var file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (var bytes = in.getInputStream(entry)) {
                    Files.copy(bytes, file);
                }
                if ((entry.getUnixMode() & 0100) != 0) file.toFile().setExecutable(true);
            }
        }
        // Nothing may be written there, which a test also checks, because root may write anywhere.
        try (var all = Files.walk(folder)) {
            all.filter(Files::isDirectory).forEach(each -> each.toFile().setWritable(false));
        }
    }

    Path home() {
        return home;
    }

    /// Where a student works.
    Path work() {
        return work;
    }

    /// The hashes of all files of the distribution.
    Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var all = Files.walk(home)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                contents.put(home.relativize(file).toString(), Sha256.of(file));
            }
        }
        return contents;
    }

    /// Runs a command to its end, in the student's folder.
    Ran run(String... arguments) throws IOException, InterruptedException {
        return run(work, "", arguments);
    }

    Ran run(Path directory, String input, String... arguments)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(work.resolveSibling("tools"), "output", ".txt");
        long begin = System.nanoTime();
        var process = start(directory, output, arguments);
        try (var stdin = process.outputWriter()) {
            stdin.write(input);
        }
        boolean isOver = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!isOver) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        var said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(isOver).as("%s hangs:%n%s", List.of(arguments), said).isTrue();
        return new Ran(process.exitValue(), said, seconds);
    }

    /// What a command prints into a terminal with this encoding.
    String in(Charset encoding, String... arguments) throws IOException, InterruptedException {
        var output = Files.createTempFile(work.resolveSibling("tools"), "output", ".txt");
        var process =
                builder(work, "-Dstdout.encoding=" + encoding, arguments)
                        .redirectOutput(output.toFile())
                        .start();
        process.getOutputStream().close();
        process.waitFor();
        return Files.readString(output, encoding);
    }

    Process start(Path directory, Path output, String... arguments) throws IOException {
        return builder(directory, "", arguments).redirectOutput(output.toFile()).start();
    }

    private ProcessBuilder builder(Path directory, String option, String... arguments) {
        var words = new ArrayList<String>();
        words.add(home.resolve("lab").toString());
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", work.toString());
        builder.environment()
                .put("LAB_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC " + option);
        return builder.redirectErrorStream(true);
    }

    /// Starts a command, reads the first line that it prints, and ends it.
    String firstLineOf(String... arguments) throws IOException, InterruptedException {
        return saidUntil("\n", arguments).lines().findFirst().orElse("");
    }

    /// Starts a command, waits until it has printed a part of a text, and ends it.
    String saidUntil(String part, String... arguments) throws IOException, InterruptedException {
        var output = Files.createTempFile(work.resolveSibling("tools"), "output", ".txt");
        var process = start(work, output, arguments);
        try {
            while (!Files.readString(output).contains(part)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) break;
            }
            return Files.readString(output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        }
    }

    /// Lets the folder be deleted.
    void unlock() throws IOException {
        try (var all = Files.walk(home)) {
            all.filter(Files::isDirectory).forEach(each -> each.toFile().setWritable(true));
        }
    }
}
