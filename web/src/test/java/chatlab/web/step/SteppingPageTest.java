package chatlab.web.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.browser.Browser;
import chatlab.evidence.Json;
import chatlab.site.Guards;
import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.site.Site;
import chatlab.site.Token;
import chatlab.step.witness.Witness;
import chatlab.web.Axe;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The page `/step` in a real browser, by mouse and by keyboard.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SteppingPageTest {
    private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\">";

    @TempDir private static Path folder;

    private final Token token = Token.random();
    private SteppingPage page;
    private Site site;
    private Browser browser;

    @BeforeAll
    void start() throws Exception {
        assumeFalse(Browser.isMissing(), "chromium is on the PATH");
        page = new SteppingPage(List.of());
        var frame = new PageFrame("Chat Lab", List.of(new PageFrame.Link("/step", "Step")), false);
        var routes = frame.addTo(new Routes());
        var html = frame.html("/step", page.title(), page.files(), page.body());
        routes.page("/step", () -> html);
        routes.files("/static/step/", SteppingPage.class, "static");
        page.addTo(routes);
        site = Site.start(0, routes, Guards.ofPages(token), 8);
        browser = Browser.start(folder.resolve("profile"));
        browser.open(site.address("/step", token));
    }

    @AfterAll
    void end() {
        if (browser != null) browser.close();
        if (site != null) site.close();
        if (page != null) page.close();
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.problems()).isEmpty();
    }

    /// Opens a link, as from a message of a friend: without the key, which the tab has.
    private void link(String fragment) throws IOException, InterruptedException {
        browser.open("about:blank"); // else another fragment loads nothing
        browser.open(site.address("/step") + fragment);
    }

    private void awaitText(String selector, String text) throws IOException, InterruptedException {
        browser.await(
                "document.querySelector(%s)?.innerText.includes(%s)"
                        .formatted(json(selector), json(text)));
    }

    private String address() throws IOException, InterruptedException {
        return browser.eval("location.hash").asText();
    }

    @Test
    void aPersonLosesAnUpdateByClicks() throws Exception {
        link("#strategy=cow&scenario=join-join");
        awaitText(".question", "cow");
        browser.select("#strategy", "unsafe");
        awaitText(".question", "unsafe");

        for (int i = 1; i <= 7; i++) {
            browser.click("[data-does=step-0]");
            awaitText(".count", "of " + i);
        }
        awaitText("[aria-label='Thread ann'] .next", "reads ArrayList.size");
        browser.click("[data-does=run-1]");
        awaitText("[aria-label='Thread bob'] .state", "has ended");
        awaitText(".shared", "size 1");
        browser.click("[data-does=run-0]");

        awaitText(".end.broken", "bob must be in and is not: a join was lost");
        assertThat(browser.text(".foot")).contains("--play 'ann*7 bob! ann!'");
        assertThat(address())
                .isEqualTo("#strategy=unsafe&scenario=join-join&schedule=ann*7+bob!+ann!");
    }

    @Test
    void aPersonDoesItByKeyboardAlone() throws Exception {
        link("#strategy=unsafe-snapshot&scenario=join-join");
        awaitText(".question", "unsafe-snapshot");

        browser.press("1");
        awaitText(".count", "of 1");
        browser.press("1");
        awaitText(".count", "of 2");
        shift("2");
        awaitText("[aria-label='Thread bob'] .state", "has ended");
        browser.press("u");
        awaitText("[aria-label='Thread bob'] .state", "can step");
        browser.press("ArrowRight");
        shift("1");

        awaitText(".end.broken", "a join was lost");
        browser.press("r");
        awaitText(".count", "step 0 of ");
        browser.press("n");
        awaitText(".count", "step 1 of ");
    }

    private void shift(String digit) throws IOException, InterruptedException {
        browser.eval(
                """
                document.body.dispatchEvent(new KeyboardEvent("keydown",
                  { key: "!", code: "Digit%s", shiftKey: true, bubbles: true, cancelable: true }))
                """
                        .formatted(digit));
    }

    @Test
    void anOlderValueIsAButtonWithItsReason() throws Exception {
        link("#strategy=unsafe-publication&scenario=join-join&schedule=ann!+bob*3");
        awaitText(".choices", "if ann");
        assertThat(browser.text(".choices")).contains("older, if ann's write has not reached bob");
        Axe.findsNothing(browser);

        browser.click("[data-does=choice-1-1]");
        browser.await("location.hash.includes('bob~1')");
        browser.click("[data-does=run-1]");

        browser.await("document.querySelector('.end.broken')");
    }

    @Test
    void aReloadKeepsTheStateAndTheLaterSteps() throws Exception {
        link("#strategy=unsafe&scenario=join-join&schedule=ann*7+bob!+ann!&at=7");
        awaitText(".count", "step 7 of ");
        var before = browser.text(".lanes");

        browser.reload();
        awaitText(".count", "step 7 of ");

        assertThat(browser.text(".lanes")).isEqualTo(before);
        assertThat(address()).endsWith("&schedule=ann*7+bob!+ann!&at=7");
    }

    @Test
    void theTimelineLeadsToAnyStep() throws Exception {
        link("#strategy=unsafe&scenario=join-join&schedule=ann*7+bob!+ann!");
        awaitText(".count", "step ");

        browser.clickInto(".cell");

        awaitText(".count", "step 1 of ");
    }

    @Test
    void theTimelineCanBeDragged() throws Exception {
        link("#strategy=unsafe&scenario=join-join&schedule=ann*7+bob!+ann!");
        awaitText(".count", "step ");

        browser.drag(".cell:nth-child(2)", ".cell:nth-child(6)");

        awaitText(".count", "step 6 of ");
        browser.eval("scrollTo(0, 0)");
        browser.press("ArrowLeft");
        awaitText(".count", "step 5 of ");
    }

    @Test
    void theNextStepStartsAnotherChildIfTheFirstHasDied() throws Exception {
        link("#strategy=unsafe&scenario=join-join");
        awaitText(".question", "unsafe");
        browser.press("1");
        awaitText(".count", "of 1");

        ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .forEach(ProcessHandle::destroyForcibly);
        browser.press("1");
        awaitText("main", "its JVM was killed by signal 9");
        browser.press("1");

        awaitText(".count", "of 2");
    }

    @Test
    void aLinkThatNamesNothingSaysSo() throws Exception {
        link("#strategy=nonsense&scenario=join-join");
        awaitText("#refused", "There is no strategy called nonsense");

        browser.select("#strategy", "unsafe");
        awaitText(".question", "unsafe");
    }

    @Test
    void bundledWitnessesOpenWithTheirOutcome() throws Exception {
        link("#strategy=unsafe");
        browser.await("document.querySelectorAll('#witness option').length > 20");
        for (var name : List.of("unsafe-lock-order", "synchronized-reentrancy")) {
            var witness = Witness.shipped(name).orElseThrow();

            browser.select("#witness", name);

            browser.await(
                    "document.querySelector('.end .outcome')?.innerText.includes(%s)"
                            .formatted(json(witness.outcome())));
            assertThat(address()).contains("strategy=" + witness.strategy());
        }
    }

    @Test
    void aSearchShowsWhatItFinds() throws Exception {
        link("#strategy=unsafe-snapshot&scenario=join-join");
        awaitText(".question", "unsafe-snapshot");

        browser.press("s");

        awaitText(".said", "this schedule breaks MEMBERSHIP");
        assertThat(browser.text(".end.broken")).contains("a join was lost");
        browser.prefer("prefers-color-scheme", "dark");
        Axe.findsNothing(browser);
        browser.prefer("prefers-color-scheme", "light");
    }

    @Test
    void aFileThatIsDroppedIsCompiledAndItsMarkupIsText() throws Exception {
        link("#strategy=unsafe");
        awaitText(".question", "unsafe");
        drop(
                "Mine.java",
                "public class Mine { String x = \""
                        + HOSTILE.replace("\"", "'")
                        + "\"; int y = z; }");
        awaitText("#refused", "cannot find symbol");
        assertThat(browser.text("#refused")).contains("<img src=x", "Mine.java does not compile");

        drop(HOSTILE + ".java", "x");
        awaitText("#refused", "is not a Java file called after its class");

        drop("Hostile.java", STRATEGY);
        awaitText(".question", "Hostile");
        browser.press("1");
        browser.press("1");
        awaitText(".lanes", "<img src=x");
        assertThat(browser.text(".foot")).contains("--strategy Hostile.java");

        browser.reload();
        awaitText(".question", "Hostile");
        assertThat(browser.eval("window.hacked ?? 0").asInt()).isZero();
        assertThat(browser.eval("document.querySelectorAll('main img').length").asInt()).isZero();
    }

    private static final String STRATEGY =
            """
            import chatlab.strategies.*;
            import java.util.List;
            import java.util.concurrent.CopyOnWriteArrayList;

            @Strategy(name = "Hostile", technique = "<b>none</b>", guarantees = {})
            public final class Hostile<M> implements BroadcastStrategy<M> {
                private final List<Subscriber<M>> members = new CopyOnWriteArrayList<>();
                private volatile String mark = "<img src=x onerror='window.hacked=1'>";

                public boolean join(Subscriber<M> s) { mark = "<img src=x onerror='window.hacked=1'>"; return members.add(s); }
                public boolean leave(Subscriber<M> s) { return members.remove(s); }
                public int broadcast(M m, Subscriber<M> s) { return 0; }
                public List<Subscriber<M>> subscribers() { return List.copyOf(members); }
            }
            """;

    private void drop(String name, String source) throws IOException, InterruptedException {
        browser.eval(
                """
                (() => {
                  const files = new DataTransfer();
                  files.items.add(new File([%s], %s));
                  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
                })()
                """
                        .formatted(json(source), json(name)));
    }

    private static String json(String text) {
        return Json.line(text);
    }
}
