package chatlab.web.bench;

import chatlab.evidence.Json;
import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.site.SiteAnswer;
import chatlab.site.SiteRequest;
import chatlab.web.page.WebPage;
import chatlab.web.run.RunDesk;
import chatlab.web.run.Strategies;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The page `/bench`: starts `lab bench`, and draws the forks as they end.
public final class BenchRunPage implements WebPage {
    private static final int MOST_BYTES = 4_000;
    private static final Set<String> QUESTIONS = Set.of("churn", "members", "threads", "joins", "stall");
    private static final Set<String> TIMES = Set.of("1m", "3m", "10m", "30m");

    private final Strategies strategies;
    private final RunDesk desk;

    /// @param mainClass of the `lab` command
    public BenchRunPage(String mainClass, Strategies strategies) {
        this.strategies = strategies;
        desk = new RunDesk(mainClass, "bench.html", ForkStory::new, BenchRunPage::ending);
    }

    private static String ending(int exitCode) {
        return switch (exitCode) {
            case 0 -> "Measured.";
            case 1 -> "Measured, and a strategy broke what it declares.";
            default -> "Not all was measured.";
        };
    }

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String title() {
        return "Bench";
    }

    @Override
    public String summary() {
        return "Measure strategies side by side, fork by fork.";
    }

    @Override
    public void addTo(Routes routes) {
        desk.addTo(routes, "/bench");
        routes.read("/bench/strategies", _ -> SiteAnswer.json(Json.line(strategies.choices())));
        routes.change("/bench/start", MOST_BYTES, this::start);
    }

    private SiteAnswer start(SiteRequest request) throws IOException {
        var wanted = Json.mapper().readTree(request.body());
        List<String> names = new ArrayList<>();
        for (var each : wanted.path("strategies")) {
            var known = strategies.find(each.asText());
            if (known.isEmpty()) return cannot();
            names.add(known.get());
        }
        var question = wanted.path("question").asText();
        var time = wanted.path("time").asText();
        if (names.isEmpty() || !QUESTIONS.contains(question) || !TIMES.contains(time)) {
            return cannot();
        }
        return desk.start(
                List.of(
                        "bench", "--quick", "--yes", "--question", question, "--time", time,
                        "--strategy", String.join(",", names)));
    }

    private static SiteAnswer cannot() {
        return SiteAnswer.sentence(400, "This page cannot start such a run.");
    }

    @Override
    public PageFrame.Files files() {
        return new PageFrame.Files(
                List.of("/static/uplot/uPlot.min.css", "/static/bench/bench.css"),
                List.of("/static/bench/bench.js"));
    }

    @Override
    public void close() {
        desk.close();
    }
}
