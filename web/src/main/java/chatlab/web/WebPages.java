package chatlab.web;

import chatlab.web.bench.BenchRunPage;
import chatlab.web.chat.ChatPage;
import chatlab.web.live.LivePage;
import chatlab.web.page.WebPage;
import chatlab.web.race.RaceRunPage;
import chatlab.web.report.ReportWatchPage;
import chatlab.web.run.Strategies;
import chatlab.web.step.SteppingPage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All pages of the lab, in the order of the navigation.
final class WebPages {
    private WebPages() {}

    /// @param settings what the command line asked for
    static List<WebPage> all(WebSettings settings) {
        var lab = settings.mainClass();
        var strategies = Strategies.of(settings.strategies());
        var scratch = Path.of(System.getProperty("java.io.tmpdir"));
        List<WebPage> pages = new ArrayList<>();
        pages.add(new LivePage(settings.strategies(), strategies, lab));
        pages.add(new ChatPage(lab, settings.chat()));
        pages.add(new SteppingPage(settings.strategies()));
        pages.add(new RaceRunPage(lab, strategies, scratch));
        pages.add(new BenchRunPage(lab, strategies, scratch));
        if (settings.report() != null) pages.add(new ReportWatchPage(lab, settings.report()));
        return List.copyOf(pages);
    }
}
