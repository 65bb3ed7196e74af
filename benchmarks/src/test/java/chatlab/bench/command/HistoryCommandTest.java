package chatlab.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

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

class HistoryCommandTest {
    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int history(String... arguments) {
        var all = new ArrayList<>(List.of("history"));
        all.addAll(List.of(arguments));
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, _) -> {
                    line.getErr().println(e.getMessage());
                    return e instanceof IOException ? 3 : 99;
                })
                .execute(all.toArray(String[]::new));
    }

    private void run(String name, String started, String commit) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("runs").resolve(name));
        Files.copy(Path.of("src/test/resources/jmh/avgt.json"), folder.resolve("bench.json"));
        Files.writeString(
                folder.resolve("environment.json"),
                "{\"started\": \"%s\", \"git\": {\"commit\": \"%s\"}}".formatted(started, commit));
    }

    @Test
    void aRatioIsDrawnOverAllRunsInTheOrderOfTime() throws IOException {
        run("b", "2026-01-01T00:00:00Z", "aaaaaaa1");
        run("a", "2026-02-01T00:00:00Z", "bbbbbbb2");
        Path drawn = directory.resolve("drawn");

        int exitCode =
                history(
                        directory.resolve("runs").toString(),
                        "--baseline",
                        "cow",
                        "--out",
                        drawn.toString());

        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("2 runs: ");
        String page = Files.readString(drawn.resolve("history.html"));
        assertThat(page)
                .contains("<svg", "striped")
                .doesNotContain("<script", "http-equiv=\"refresh");
        assertThat(page.indexOf("aaaaaaa1")).isPositive().isLessThan(page.indexOf("bbbbbbb2"));
        try (var files = Files.list(drawn)) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".svg"));
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAreDrawn() throws IOException {
        run("good", "2026-01-01T00:00:00Z", "aaaaaaa1");
        Path bad = Files.createDirectories(directory.resolve("runs/bad"));
        Files.writeString(bad.resolve("bench.json"), "no JSON");

        int exitCode =
                history(
                        directory.resolve("runs").toString(),
                        "--out",
                        directory.resolve("drawn").toString());

        assertThat(exitCode).isZero();
        assertThat(err.toString()).contains("is not in JMH's JSON format");
    }

    @Test
    void aFolderWithoutRunsIsASentence() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(history(empty.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("holds no bench.json");
        assertThat(history(directory.resolve("none").toString())).isEqualTo(3);
        assertThat(err.toString()).contains("is not a folder");
    }
}
