package chatlab.web.live;

import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.web.page.WebPage;

import java.util.List;

/// The page `/live`: servers under load, watched.
public final class LivePage implements WebPage {
    private final List<String> strategies;

    /// @param strategies the ones to begin with: one or two
    public LivePage(List<String> strategies) {
        this.strategies = List.copyOf(strategies);
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
        return "Watch messages travel through a strategy, and see which ones it loses.";
    }

    @Override
    public void addTo(Routes routes) {}

    @Override
    public PageFrame.Files files() {
        return new PageFrame.Files(List.of(), List.of());
    }
}
