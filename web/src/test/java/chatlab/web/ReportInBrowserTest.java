package chatlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.browser.Browser;
import chatlab.site.Token;
import chatlab.web.report.ReportWatchPage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The page Report, beside an editor.
@Timeout(240)
class ReportInBrowserTest {
    private static final String NASTY = "<img src=x onerror=\"document.title='owned'\">";

    @Test
    void whatIsSavedIsCheckedAndShownAsText(@TempDir Path folder) throws Exception {
        assumeFalse(Browser.isMissing(), "chromium is not installed");
        var mine = Files.createDirectory(folder.resolve("mine"));
        var report = mine.resolve("report.md");
        Files.writeString(report, "---\nlab: 02\n---\n# Mine\n\n" + NASTY + "\n");
        var page = new ReportWatchPage(TestLabMain.class.getName(), mine);
        try (var site = LabSite.start(0, Token.random(), List.of(page), false);
                var browser = Browser.start(folder.resolve("profile"))) {
            browser.resize(1300, 900);
            browser.open(site.address().replace("/#", "/report#"));

            browser.await("document.getElementById('sum').innerText.includes('finding')");
            assertThat(browser.text("#text")).contains(NASTY);
            assertThat(browser.eval("document.querySelectorAll('img').length").asInt()).isZero();
            assertThat(browser.text("#whole, #text")).isNotEmpty();

            Files.writeString(
                    report,
                    """
                    # Mine

                    ```claim
                    id: C1
                    kind: no-such-kind
                    ```
                    """);
            browser.await("document.getElementById('text').innerText.includes('✗ C1: NOT-RUN')");

            assertThat(browser.text("#text")).doesNotContain("onerror");
            Axe.findsNothing(browser);
            browser.resize(400, 900);
            assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(400);
            assertThat(browser.problems()).isEmpty();
        }
    }
}
