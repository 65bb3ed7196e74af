package chatlab.step.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import chatlab.engine.execution.Schedule;
import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class TracePageTest {
    @TempDir private Path folder;

    private Path page() throws Exception {
        var file = folder.resolve("page.html");
        try (var run = Fixtures.run("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann*2 bob! ann!"));
            return Files.writeString(file, new TracePage(SourceLines.of(run.entry())).html(run));
        }
    }

    @Test
    void thePageNeedsNothingFromElsewhere() throws Exception {
        var html = Files.readString(page());

        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("http://", "https://", " src=", "@import", "url(")
                .doesNotContain("@DATA@", "@TITLE@");
    }

    @Test
    void theSliderStepsThroughTheLanes() throws Exception {
        var chromium = chromium();
        if (System.getenv("CI") == null) {
            assumeThat(chromium).as("chromium is on the PATH").isPresent();
        }
        var page = page();

        var first = dom(chromium.orElseThrow(), page, 0);
        var last = dom(chromium.orElseThrow(), page, 9_999);

        assertThat(first)
                .contains("step 0 of ", "calls join(ann)", "calls join(bob)")
                .doesNotContain("<p id=\"outcome\" aria-live=\"polite\" class=\"broken\">bob");
        assertThat(last)
                .contains("class=\"broken\">bob must be in and is not: a join was lost")
                .contains("<li>ann stops before it writes UnsafeSnapshotBroadcast.snapshot")
                .contains("breaks MEMBERSHIP");
    }

    private static Optional<String> chromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder ->
                        Stream.of("chromium", "chromium-browser", "google-chrome")
                                .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /// The document as it stands after its script has run.
    private String dom(String chromium, Path page, int step)
            throws IOException, InterruptedException {
        var dom = folder.resolve("dom" + step + ".html");
        var process =
                new ProcessBuilder(
                                chromium,
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--user-data-dir=" + folder.resolve("profile"),
                                "--dump-dom",
                                page.toUri() + "#" + step)
                        .redirectOutput(dom.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("chromium ended").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(dom, StandardCharsets.UTF_8);
    }
}
