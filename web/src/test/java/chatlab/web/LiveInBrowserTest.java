package chatlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.browser.Browser;
import chatlab.site.Token;
import chatlab.web.live.LivePage;
import chatlab.web.run.Strategies;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The page Live, as a person uses it.
@Timeout(240)
class LiveInBrowserTest {
    private static final String LEFT = ".side:nth-child(1) ";
    private static final String RIGHT = ".side:nth-child(2) ";

    private static Browser browser;

    private final Token token = Token.random();
    private final List<LabSite> sites = new ArrayList<>();

    @BeforeAll
    static void startBrowser(@TempDir Path folder) throws Exception {
        assumeFalse(Browser.isMissing(), "chromium is not installed");
        browser = Browser.start(folder.resolve("profile"));
        browser.resize(1300, 900);
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) browser.close();
    }

    private LabSite serve(int port, String... strategies) throws IOException {
        var first = List.of(strategies);
        var page = new LivePage(first, Strategies.of(first), TestLabMain.class.getName());
        var site = LabSite.start(port, token, List.of(page), false);
        sites.add(site);
        browser.forgetProblems();
        return site;
    }

    @AfterEach
    void stop() throws Exception {
        sites.forEach(LabSite::close);
        if (browser != null) browser.open("about:blank");
    }

    private static long number(String selector) throws Exception {
        var text = browser.text(selector).replace(",", "");
        return text.matches("\\d+") ? Long.parseLong(text) : -1;
    }

    @Test
    void aPersonSeesALostUpdateInThreeClicks() throws Exception {
        var site = serve(0, "unsafe", "synchronized");

        browser.open(site.address());
        browser.click("main a[data-page]");
        browser.await("location.pathname === '/live'");
        browser.click("#start");
        browser.await(
                "document.querySelector('%s.verdict')?.innerText.startsWith('✗')".formatted(LEFT));
        browser.await(
                "document.querySelector('%s.missed li')?.innerText.includes('missed')"
                        .formatted(LEFT));

        assertThat(browser.text(LEFT + ".kind")).contains("broken on purpose");
        assertThat(number(LEFT + ".lost")).isPositive();
        browser.await("document.querySelector('%s.delivered')?.innerText > '0'".formatted(RIGHT));
        assertThat(number(RIGHT + ".lost")).isZero();
        assertThat(browser.text(RIGHT + ".verdict")).isEqualTo("✓ nothing lost so far");
        Axe.findsNothing(browser);
        browser.prefer("prefers-color-scheme", "dark");
        Axe.findsNothing(browser);
        browser.prefer("prefers-color-scheme", "light");
        browser.click("#stop");
        browser.await("document.querySelectorAll('.side').length === 0");
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void aStalledClientIsShownAndComesBack() throws Exception {
        var site = serve(0, "synchronized");
        browser.open(site.address().replace("/#", "/live#"));
        browser.click("#start");
        browser.await("document.querySelector('%s.delivered')?.innerText > '0'".formatted(LEFT));

        browser.click("#stall");
        browser.await("document.getElementById('stall').getAttribute('aria-pressed') === 'true'");
        browser.click("#stall");
        browser.await("document.getElementById('stall').getAttribute('aria-pressed') === 'false'");

        assertThat(number(LEFT + ".lost")).isZero();
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void thePageSurvivesTheEndOfTheLabAndConnectsAgain() throws Exception {
        var site = serve(0, "unsafe", "synchronized");
        int port = site.port();
        browser.open(site.address().replace("/#", "/live#"));
        browser.await("!document.getElementById('start').disabled");

        site.close();
        browser.await(
                "document.getElementById('connection').innerText.includes('does not answer')");
        assertThat(browser.eval("document.getElementById('start').disabled").asBoolean()).isTrue();

        serve(port, "unsafe", "synchronized");
        browser.await("document.getElementById('connection').hidden");
        browser.await("!document.getElementById('start').disabled");
        browser.click("#start");
        browser.await("document.querySelectorAll('.side').length === 2");
    }

    @Test
    void aPageWithoutTheKeySaysSo() throws Exception {
        var site = serve(0, "unsafe");
        browser.open(site.address().replaceAll("#.*", "live"));

        browser.await(
                "document.getElementById('connection').innerText.includes('without its key')");
    }

    @Test
    void theNameOfAStrategyIsTextAndNothingElse() throws Exception {
        var nasty = "\"><img src=x onerror=\"document.title='owned'\">.java";
        var site = serve(0, nasty);
        browser.open(site.address().replace("/#", "/live#"));
        browser.click("#start");
        browser.await(
                "document.querySelector('%s.problem')?.innerText.includes('onerror')"
                        .formatted(LEFT));

        assertThat(browser.eval("document.querySelectorAll('img').length").asInt()).isZero();
        assertThat(browser.eval("document.title").asText()).isEqualTo("Live · Chat Lab");
        assertThat(browser.text(LEFT + ".name")).isEqualTo(nasty);
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void theStartPageFitsAPhoneAndAProjector() throws Exception {
        var site = serve(0, "unsafe", "synchronized");
        for (var path : List.of("/", "/live")) {
            for (int width : new int[] {400, 1300}) {
                browser.resize(width, 900);
                browser.open(site.address().replace("/#", path + "?" + width + "#"));
                browser.click("#large");

                assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
                        .as("width of %s at %d", path, width)
                        .isLessThanOrEqualTo(width);
                Axe.findsNothing(browser);
                browser.click("#large");
            }
        }
        browser.resize(1300, 900);
    }
}
