package chatlab.web.race;

import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.web.page.WebPage;
import chatlab.web.run.RunDesk;
import chatlab.web.run.RunStory;
import chatlab.web.run.Strategies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The page `/race`: starts `lab race`, and fills in the verdicts as they come.
public final class RaceRunPage implements WebPage {
    /// The choices of the page, and what each adds to the command.
    private static final Map<String, List<String>> PACES =
            Map.of(
                    "engine", List.of("--engine-only"),
                    "quick", List.of("--quick"),
                    "usual", List.of());

    private final Strategies strategies;
    private final RunDesk desk;

    /// @param mainClass of the `lab` command
    /// @param scratch where the files of a run are while the lab runs
    public RaceRunPage(String mainClass, Strategies strategies, Path scratch) {
        this.strategies = strategies;
        desk =
                new RunDesk(
                        mainClass,
                        scratch,
                        strategies,
                        this::words,
                        "race.html",
                        LastLine::new,
                        RaceRunPage::ending);
    }

    private static String ending(int exitCode) {
        return switch (exitCode) {
            case 0 -> "Every declared guarantee held.";
            case 1 -> "A declared guarantee is broken.";
            default -> "There is no whole answer.";
        };
    }

    /// Each line of `lab race --json-lines` says all that is known.
    private static final class LastLine implements RunStory {
        private JsonNode last = NullNode.getInstance();

        @Override
        public void add(JsonNode line) {
            last = line;
        }

        @Override
        public Object document() {
            return last;
        }
    }

    @Override
    public String name() {
        return "race";
    }

    @Override
    public String title() {
        return "Race";
    }

    @Override
    public String summary() {
        return "Test which of its promises a strategy keeps, and see how it breaks the others.";
    }

    @Override
    public void addTo(Routes routes) {
        desk.addTo(routes, "/race");
    }

    private Optional<List<String>> words(JsonNode wanted) {
        var strategy = strategies.find(wanted.path("strategy").asText());
        var pace = PACES.get(wanted.path("pace").asText());
        if (strategy.isEmpty() || pace == null) return Optional.empty();
        var words = new ArrayList<>(List.of("race", "--strategy", strategy.get()));
        words.addAll(pace);
        return Optional.of(words);
    }

    @Override
    public PageFrame.Files files() {
        return new PageFrame.Files(
                List.of("/static/race/race.css"), List.of("/static/race/race.js"));
    }

    @Override
    public void close() {
        desk.close();
    }
}
