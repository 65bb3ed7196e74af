package chatlab.web.bench;

import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.web.page.WebPage;
import chatlab.web.run.RunDesk;
import chatlab.web.run.Strategies;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The page `/bench`: starts `lab bench`, and draws the forks as they end.
public final class BenchRunPage implements WebPage {
    private static final Set<String> QUESTIONS =
            Set.of("churn", "members", "threads", "joins", "stall");
    private static final Set<String> TIMES = Set.of("1m", "3m", "10m", "30m");

    private final Strategies strategies;
    private final RunDesk desk;

    /// @param mainClass of the `lab` command
    /// @param scratch where the files of a run are while the lab runs
    public BenchRunPage(String mainClass, Strategies strategies, Path scratch) {
        this.strategies = strategies;
        desk =
                new RunDesk(
                        mainClass,
                        scratch,
                        strategies,
                        this::words,
                        "bench.html",
                        ForkStory::new,
                        BenchRunPage::ending);
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
    }

    private Optional<List<String>> words(JsonNode wanted) {
        List<String> names = new ArrayList<>();
        for (var each : wanted.path("strategies")) {
            var known = strategies.find(each.asText());
            if (known.isEmpty()) return Optional.empty();
            names.add(known.get());
        }
        var question = wanted.path("question").asText();
        var time = wanted.path("time").asText();
        if (names.isEmpty() || !QUESTIONS.contains(question) || !TIMES.contains(time)) {
            return Optional.empty();
        }
        var all = String.join(",", names);
        return Optional.of(
                List.of(
                        "bench",
                        "--quick",
                        "--question",
                        question,
                        "--time",
                        time,
                        "--strategy",
                        all,
                        "--yes"));
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
