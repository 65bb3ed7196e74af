package chatlab.web.live;

import chatlab.catalogue.Catalogue;
import chatlab.evidence.Json;
import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.site.SiteAnswer;
import chatlab.site.SiteRequest;
import chatlab.strategies.BugCard;
import chatlab.web.page.WebPage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The page `/live`: servers under load, watched.
public final class LivePage implements WebPage {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private final List<Choice> choices;
    private final LiveHub hub;

    /// A strategy that viewers may choose.
    ///
    /// @param twin the correct strategy that this one is a broken twin of; null if it is not broken
    ///   on purpose
    private record Choice(String name, String technique, @Nullable String twin) {}

    /// What the control bar offers.
    private record Choices(
            List<Choice> strategies, List<String> deliveries, List<String> threads) {}

    /// Nothing runs until a viewer asks for it.
    ///
    /// @param strategies the ones to begin with: one or two, as `--strategy` takes them
    /// @param mainClass the main class of the `lab` command, which this module cannot import
    public LivePage(List<String> strategies, String mainClass) {
        choices = choices(strategies);
        var known = new LinkedHashSet<String>();
        choices.forEach(choice -> known.add(choice.name()));
        hub = new LiveHub(mainClass, LiveSettings.byDefault(strategies), known);
    }

    private static List<Choice> choices(List<String> strategies) {
        var all = new ArrayList<Choice>();
        for (var entry : Catalogue.entries()) {
            var twin = entry.bugCard().map(BugCard::twin).orElse(null);
            all.add(new Choice(entry.name(), entry.technique(), twin));
        }
        var names = Set.copyOf(all.stream().map(Choice::name).toList());
        strategies.stream()
                .filter(strategy -> !names.contains(strategy))
                .distinct()
                .forEach(strategy -> all.add(new Choice(strategy, "your own", null)));
        return all;
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
        routes.file("/static/uplot/uPlot.esm.js", LivePage.class, UPLOT + "uPlot.esm.js")
                .file("/static/uplot/uPlot.min.css", LivePage.class, UPLOT + "uPlot.min.css")
                .read("/live/choices", this::choices)
                .socket("/live/frames", hub::open);
    }

    private SiteAnswer choices(SiteRequest request) {
        return SiteAnswer.json(
                Json.line(new Choices(choices, LiveSettings.DELIVERIES, LiveSettings.THREADS)));
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
