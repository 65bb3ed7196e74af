package chatlab.web.live;

import chatlab.evidence.Json;
import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.site.SiteAnswer;
import chatlab.site.SiteRequest;
import chatlab.web.page.WebPage;
import chatlab.web.run.Strategies;

import java.util.List;

/// The page `/live`: servers under load, watched.
public final class LivePage implements WebPage {
    private final Strategies strategies;
    private final LiveHub hub;

    /// What the control bar offers.
    private record Choices(
            List<Strategies.Choice> strategies, List<String> deliveries, List<String> threads) {}

    /// Nothing runs until a viewer asks for it.
    ///
    /// @param first the strategies to begin with: one or two of them
    /// @param strategies that viewers may choose
    /// @param mainClass the main class of the `lab` command, which this module cannot import
    public LivePage(List<String> first, Strategies strategies, String mainClass) {
        this.strategies = strategies;
        hub = new LiveHub(mainClass, LiveSettings.byDefault(first), strategies.names());
    }

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String title() {
        return "Live";
    }

    @Override
    public String summary() {
        return "Watch messages travel through two strategies at once, and see which ones get lost.";
    }

    @Override
    public void addTo(Routes routes) {
        routes.read("/live/choices", this::choices).socket("/live/frames", hub::open);
    }

    private SiteAnswer choices(SiteRequest request) {
        return SiteAnswer.json(
                Json.line(
                        new Choices(
                                strategies.choices(),
                                LiveSettings.DELIVERIES,
                                LiveSettings.THREADS)));
    }

    @Override
    public PageFrame.Files files() {
        return new PageFrame.Files(
                List.of("/static/uplot/uPlot.min.css", "/static/live/live.css"),
                List.of("/static/live/live.js"));
    }

    @Override
    public void close() {
        hub.close();
    }
}
