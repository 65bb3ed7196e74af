package chatlab.web;

import chatlab.web.live.LivePage;
import chatlab.web.page.WebPage;
import chatlab.web.step.SteppingPage;

import java.util.List;

/// All pages of the lab, in the order of the navigation.
final class WebPages {
    private WebPages() {}

    /// @param settings what the command line asked for
    static List<WebPage> all(WebSettings settings) {
        return List.of(
                new LivePage(settings.strategies(), settings.mainClass()),
                new SteppingPage(settings.strategies()));
    }
}
