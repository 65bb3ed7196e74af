package chatlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.browser.Browser;
import chatlab.site.Token;
import chatlab.web.bench.BenchRunPage;
import chatlab.web.race.RaceRunPage;
import chatlab.web.run.Strategies;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The pages Race and Bench, as a person uses them.
@Timeout(300)
class RunsInBrowserTest {
    private static final String NASTY = "\"><img src=x onerror=\"document.title='owned'\">.java";

    private static Browser browser;

    @TempDir private Path scratch;

    private LabSite site;

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

    @BeforeEach
    void serve() throws IOException {
        var strategies = Strategies.of(List.of("unsafe", NASTY));
        var pages =
                List.of(
                        new RaceRunPage(TestLabMain.class.getName(), strategies, scratch),
                        new BenchRunPage(ToldBenchMain.class.getName(), strategies, scratch));
        site = LabSite.start(0, Token.random(), pages, false);
        browser.forgetProblems();
    }

    /// Nothing of a run is left.
    @AfterEach
    void stop() throws Exception {
        if (site != null) site.close();
        if (browser == null) return;
        browser.open("about:blank");
        assertThat(children()).isEmpty();
        assertThat(scratch).isEmptyDirectory();
    }

    /// The commands that run now.
    private static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(child ->
                        child.info()
                                .commandLine()
                                .orElse("")
                                .matches(".*(TestLab|ToldBench)Main.*"))
                .toList();
    }

    private void open(String page) throws Exception {
        browser.open(site.address().replace("/#", page + "#"));
        browser.await("document.querySelectorAll('optgroup option, fieldset input').length > 5");
    }

    /// The answer to a request that no page makes.
    private static String answer(String path, String body) throws Exception {
        return browser.eval(
                        """
                        import('/static/site/connection.js')
                          .then(site => site.ask('%s', '%s')).then(() => 'done', error => error.message)
                        """
                                .formatted(path, body))
                .asText();
    }

    @Test
    void verdictsFillInAndThenThePageOfTheRunIsThere() throws Exception {
        open("/race");
        browser.select("[name=strategy]", "unsafe-snapshot");
        browser.select("[name=pace]", "engine");
        browser.click("#go");

        browser.await("document.querySelector('.badge.bad')");
        assertThat(browser.text("#end")).isEqualTo("Running.");
        assertThat(answer("/race/start", "{\"strategy\":\"cow\",\"pace\":\"quick\"}"))
                .startsWith("A run is going on.");
        browser.forgetProblems(); // the refusal
        browser.await("!document.getElementById('result').hidden");

        assertThat(browser.text("#end")).isEqualTo("A declared guarantee is broken.");
        assertThat(browser.text("#verdicts")).contains("MEMBERSHIP", "found a witness");
        assertThat(browser.eval("document.getElementById('stop').disabled").asBoolean()).isTrue();
        Axe.findsNothing(browser);
        browser.resize(400, 900);
        browser.await("document.documentElement.scrollWidth <= 400"); // the chart follows
        Axe.findsNothing(browser);
        browser.resize(1300, 900);

        browser.open(browser.eval("document.getElementById('page').href").asText());
        assertThat(browser.text("body")).contains("Race tests", "unsafe-snapshot broke");
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void aRunCanBeStoppedByWhoeverOpensThePage() throws Exception {
        open("/race");
        browser.select("[name=strategy]", "cow");
        browser.click("#go");
        browser.await("document.getElementById('doing').innerText.includes('left')");
        browser.open("about:blank");
        var ended =
                CompletableFuture.allOf(
                        children().stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new));

        open("/race?later");
        browser.await("!document.getElementById('stop').disabled");
        browser.click("#stop");

        browser.await("document.getElementById('end').innerText === 'Stopped.'");
        ended.join();
        assertThat(browser.eval("document.getElementById('result').hidden").asBoolean()).isTrue();
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void chartsAreDrawnWhileForksFinish() throws Exception {
        open("/bench");
        browser.eval(
                "document.querySelectorAll('fieldset input').forEach(box => box.checked = false)");
        browser.click("fieldset input[value=unsafe]");
        browser.select("[name=question]", "members");
        browser.click("#go");

        browser.await("document.querySelector('figure canvas')");
        assertThat(browser.text("#command")).contains("--question members", "--strategy unsafe");
        assertThat(browser.text("#checks")).startsWith("✗ unsafe breaks MEMBERSHIP");
        assertThat(browser.text("#doing")).contains("round 2", "about 50 s left");
        assertThat(browser.text("#resolution")).contains("differences under 1.1 x");
        assertThat(browser.text("figure tr.struck"))
                .contains("unsafe", "1 fork", "2.00 million ops/s");
        Axe.findsNothing(browser);
        browser.resize(400, 900);
        browser.await("document.documentElement.scrollWidth <= 400"); // the chart follows
        browser.resize(1300, 900);
        assertThat(browser.problems()).isEmpty();
        // The run ends with the site.
    }

    @Test
    void onlyWhatWasNamedAtTheStartCanRun() throws Exception {
        open("/race");

        assertThat(answer("/race/start", "{\"strategy\":\"/tmp/Evil.java\",\"pace\":\"quick\"}"))
                .isEqualTo("This page does not offer such a run.");
        assertThat(answer("/race/start", "{\"strategy\":\"cow\",\"pace\":\"--out=/tmp\"}"))
                .isEqualTo("This page does not offer such a run.");
        assertThat(
                        answer(
                                "/bench/start",
                                "{\"strategies\":[\"cow,/tmp/Evil.java\"],\"question\":\"churn\",\"time\":\"1m\"}"))
                .isEqualTo("This page does not offer such a run.");
        assertThat(answer("/race/start", "no JSON")).isEqualTo("The request is not JSON.");
        assertThat(children()).isEmpty();
    }

    @Test
    void theNameOfAFileIsTextAndNothingElse() throws Exception {
        open("/race");
        browser.select("[name=strategy]", NASTY);
        browser.click("#go");
        browser.await("document.getElementById('problem').innerText.includes('onerror')");

        assertThat(browser.text("#command")).contains(NASTY);
        assertThat(browser.eval("document.querySelectorAll('img').length").asInt()).isZero();
        assertThat(browser.eval("document.title").asText()).isEqualTo("Race · Chat Lab");
        assertThat(browser.problems()).isEmpty();
    }
}
