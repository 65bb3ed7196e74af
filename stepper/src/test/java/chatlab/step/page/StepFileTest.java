package chatlab.step.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.browser.Browser;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.execution.Schedule;
import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class StepFileTest {
    @TempDir private Path folder;

    private Path file(String asName) throws Exception {
        var file = folder.resolve("page.html");
        try (var run = Fixtures.run("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann*2 bob! ann!"));
            return Files.writeString(file, StepFile.html(run, MemoryModel.JMM, asName));
        }
    }

    @Test
    void theFileNeedsNothingFromElsewhereAndAllowsNoOtherScript() throws Exception {
        var html = Files.readString(file("unsafe-snapshot"));

        assertThat(html)
                .contains("default-src 'none'", "script-src 'sha256-")
                .doesNotContain("unsafe-inline", "http://", "https://", " src=", "@import", "url(");
    }

    @Test
    void theFileShowsWhatTheStepperShowsAndStepsThroughIt() throws Exception {
        assumeFalse(Browser.isMissing(), "chromium is on the PATH");
        var hostile = "</script><img src=x onerror=\"document.title='hacked'\">";
        try (var browser = Browser.start(folder.resolve("profile"))) {
            browser.open(file(hostile).toUri() + "#0");
            assertThat(browser.text(".count")).startsWith("step 0 of ");
            assertThat(browser.text(".lanes")).contains("calls join(ann)", "calls join(bob)");
            assertThat(browser.text("step-view")).doesNotContain("a join was lost");

            browser.press("2");
            assertThat(browser.text(".said")).contains("the next step is of ann");
            browser.click("[data-does=step-0]");
            browser.press("1");
            browser.press("ArrowDown");
            assertThat(browser.text(".shared")).contains("bob", "changed, was");
            browser.press("End");

            assertThat(browser.text(".end.broken"))
                    .contains("bob must be in and is not: a join was lost", "Breaks MEMBERSHIP")
                    .contains("ann stops before it writes UnsafeSnapshotBroadcast.snapshot");
            assertThat(browser.text(".foot")).contains("ann*2 bob! ann", "</script><img src=x");
            assertThat(browser.eval("document.querySelectorAll('img').length").asInt()).isZero();
            assertThat(browser.problems()).isEmpty();
        }
    }
}
