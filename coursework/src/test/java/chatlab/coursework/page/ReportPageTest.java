package chatlab.coursework.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.browser.Browser;
import chatlab.coursework.check.StudentFolder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The rendered report in a real browser, opened from disk.
@Timeout(120)
class ReportPageTest {
    private static final String HOSTILE =
            """
            <script>document.title = 'owned'</script>
            <img src=x onerror="document.title = 'owned'"> ![x](x" onerror="document.title='owned')
            [click](javascript:document.title='owned') <style>body { display: none }</style>
            <iframe srcdoc="owned"></iframe></body></html><h1>owned</h1>
            """;

    @TempDir private Path temporary;

    private StudentFolder folder() throws IOException {
        return new StudentFolder(temporary.resolve("s1"))
                .bench(
                        StudentFolder.measured(
                                0.01, StudentFolder.means("cow", 200.0, "rwlock", 100.0)))
                .claim(
                        """
                        id: C1
                        kind: race-observed
                        subject: unsafe
                        guarantee: MEMBERSHIP
                        evidence: evidence/unsafe/race.json
                        """)
                .claim(
                        """
                        id: C2
                        kind: faster
                        subject: cow
                        than: rwlock
                        where: {members: 64}
                        evidence: evidence/bench/bench.json
                        """);
    }

    private String shown(StudentFolder folder) throws IOException, InterruptedException {
        assumeFalse(Browser.isMissing(), "chromium is not installed");
        var page = temporary.resolve("report.html");
        Files.writeString(page, ReportPage.html(folder.check()));
        try (var browser = Browser.start(temporary.resolve("profile"))) {
            browser.open(page.toUri().toString());
            return browser.html();
        }
    }

    @Test
    void claimsHaveTheirVerdictsAndCharts() throws Exception {
        var dom = shown(folder());

        assertThat(dom)
                .contains("<title>The lost update</title>", "id=\"claim-C1\"", "id=\"claim-C2\"")
                .contains("SUPPORTED")
                .containsPattern("<rect class=\"bar\"[^>]* width=\"[1-9]")
                .containsPattern("<text class=\"end\"[^>]*>cow</text>")
                .containsPattern("<line class=\"interval\"[^>]* x1=\"[1-9]");
        assertThat(dom.split("<circle class=\"dot\"", -1)).as("five forks of each").hasSize(11);
    }

    @Test
    void thePageShowsTheReportsHtmlAsText() throws Exception {
        var folder =
                folder().prose(HOSTILE).claim("id: C3\nkind: \"</div><script>owned</script>\"");
        folder.head(folder.head().replace("Ann Example", "\"<b>Ann</b><script>x</script>\""));

        var dom = shown(folder);

        assertThat(dom)
                .contains("<title>The lost update</title>", "&lt;script&gt;", "&lt;b&gt;Ann")
                .contains("id=\"claim-C2\"", "One machine.")
                .doesNotContain("<script", "<img", "<iframe", "<b>", "href=\"javascript:")
                .doesNotContainPattern("<[a-z][^>]*onerror")
                .doesNotContain("<h1>owned");
        assertThat(dom.split("<style", -1)).as("the page's own").hasSize(2);
    }
}
