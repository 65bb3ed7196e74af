package chatlab.web;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.browser.Browser;
import chatlab.site.Token;
import chatlab.web.live.LivePage;
import chatlab.web.page.WebPage;
import chatlab.web.run.Strategies;
import chatlab.web.step.SteppingPage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// Takes the pictures of docs/web.md.
@EnabledIfSystemProperty(
        named = "docs.write",
        matches = "true",
        disabledReason = "takes the pictures of docs/web.md only with -Ddocs.write=true")
class PicturesTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void takesThePictures(@TempDir Path folder) throws Exception {
        assumeFalse(Browser.isMissing(), "chromium is not installed");
        var lab = TestLabMain.class.getName();
        var both = List.of("unsafe", "synchronized");
        List<WebPage> pages =
                List.of(new LivePage(both, Strategies.of(both), lab), new SteppingPage(List.of()));
        try (var site = LabSite.start(0, Token.random(), pages, false);
                var browser = Browser.start(folder.resolve("profile"))) {
            browser.resize(1300, 980);
            browser.open(site.address().replace("/#", "/live#"));
            browser.click("#start");
            browser.await("document.querySelectorAll('.side:first-child .missed li').length > 2");
            browser.picture(DOCS.resolve("web-live.png"));

            var witness = "strategy=unsafe&scenario=join-join&schedule=ann*7+bob!+ann!";
            browser.open(site.address().replace("/#", "/step#" + witness + "&"));
            browser.await("document.querySelector('.end.broken') !== null");
            browser.picture(DOCS.resolve("web-step.png"));
        }
    }
}
