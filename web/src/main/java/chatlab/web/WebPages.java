package chatlab.web;

import chatlab.web.live.LivePage;
import chatlab.web.page.WebPage;
import chatlab.web.step.SteppingPage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// All pages of the lab, in the order of the navigation.
final class WebPages {
    private WebPages() {}

    /// @param settings what the command line asked for
    /// @throws IOException if a page has no place for temporary files
    static List<WebPage> all(WebSettings settings) throws IOException {
        return List.of(
                new LivePage(settings.strategies()),
                new SteppingPage(files(settings.strategies())));
    }

    private static List<Path> files(List<String> strategies) {
        return strategies.stream().filter(one -> one.endsWith(".java")).map(Path::of).toList();
    }
}
