package chatlab.step;

import chatlab.strategies.CatalogueEntry;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Looks for a schedule that breaks one strategy, in one scenario or in many, and says how
/// thoroughly.
///
/// In each scenario it tries everything without preemption first, then everything with one, and so
/// on: by the strategy's own lines, since a witness in those holds on every JDK; by those of the
/// collections too; and, should lines be too coarse, by the strategy's instructions. Of all that
/// could be tried next it takes what has the fewest schedules; scenarios about what is to be broken
/// come first.
final class SearchRun {
    /// How a search cuts the program into steps, unless it is told.
    static final List<Cut> CUTS =
            List.of(
                    new Cut(Depth.STRATEGY, Grain.LINE),
                    new Cut(Depth.JDK, Grain.LINE),
                    new Cut(Depth.STRATEGY, Grain.INSTRUCTION));

    /// A way to cut the program into steps.
    record Cut(Depth depth, Grain grain) {}

    /// What is searched.
    ///
    /// @param guarantees what is to be broken; empty for what the strategy declares and, if there
    ///   is only one scenario, what that is about
    /// @param text what the outcome must contain
    /// @param time for all of it
    record Order(
            List<Scenario> scenarios,
            List<Cut> cuts,
            Set<Guarantee> guarantees,
            String text,
            int preemptions,
            Duration time) {
        Order {
            scenarios = List.copyOf(scenarios);
            cuts = List.copyOf(cuts);
            guarantees = Set.copyOf(guarantees);
        }

        /// The same, with these to be broken.
        Order against(Collection<Guarantee> wanted) {
            return new Order(scenarios, cuts, Set.copyOf(wanted), text, preemptions, time);
        }

        private Search.Goal goal(CatalogueEntry entry) {
            if (!guarantees.isEmpty()) return new Search.Goal(guarantees, text);
            var all = entry.guarantees();
            if (scenarios.size() == 1) all.add(scenarios.getFirst().stake());
            return new Search.Goal(all, text);
        }
    }

    /// How far the search in one scenario, by one kind of step, went.
    ///
    /// @param exhausted up to how many preemptions all schedules were tried; -1 for none
    record Reach(Scenario scenario, Depth depth, Grain grain, int schedules, int exhausted) {}

    /// What a search came to.
    ///
    /// @param play in which it was found; null if nothing was
    /// @param found null if nothing was
    /// @param finding what it breaks; null if nothing was found
    /// @param isSteady whether it came out again in new child JVMs
    /// @param reaches how far the search went, in the order in which it went on
    /// @param time how long it took
    record Report(
            Set<Guarantee> guarantees,
            @Nullable Play play,
            @Nullable Result found,
            @Nullable Finding finding,
            boolean isSteady,
            List<Reach> reaches,
            Duration time) {

        int schedules() {
            return reaches.stream().mapToInt(Reach::schedules).sum();
        }

        /// Whether all schedules within the bound were tried, by lines at least.
        boolean isExhausted(int preemptions) {
            boolean hasLines = reaches.stream().anyMatch(reach -> reach.grain == Grain.LINE);
            return reaches.stream()
                    .filter(reach -> !hasLines || reach.grain == Grain.LINE)
                    .allMatch(reach -> reach.exhausted == preemptions);
        }
    }

    private static final int REPLAYS = 3;

    /// How many times fewer schedules a scenario about something else must have to come first.
    private static final int ASIDE = 4;

    private final CatalogueEntry entry;
    private final Order order;
    private final Duration limit;
    private final Consumer<String> progress;
    private final Map<Play, Search> searches = new LinkedHashMap<>();

    /// @param limit how long one step may take
    /// @param progress told now and then how far it is
    SearchRun(CatalogueEntry entry, Order order, Duration limit, Consumer<String> progress) {
        this.entry = entry;
        this.order = order;
        this.limit = limit;
        this.progress = progress;
    }

    /// Searches until something is found, all is tried, or time is up.
    Report run() throws IOException, InterruptedException, PerformanceException {
        long began = System.nanoTime();
        long deadline = began + order.time().toNanos();
        var goal = order.goal(entry);
        var first = new Play(Scenario.JOIN_JOIN, Depth.STRATEGY, Grain.LINE);
        try (var theatre = new Theatre(entry, first, limit)) {
            for (var cut : order.cuts()) {
                for (var scenario : order.scenarios()) {
                    var play = new Play(scenario, cut.depth, cut.grain);
                    var search = new Search(theatre, play, goal, deadline, _ -> tell(play));
                    searches.put(play, search);
                }
            }
            while (System.nanoTime() < deadline) {
                var next =
                        searches.entrySet().stream()
                                .filter(each -> each.getValue().exhausted() < order.preemptions())
                                .min(
                                        Comparator.comparingInt(each ->
                                                cost(each.getKey(), each.getValue(), goal)));
                if (next.isEmpty()) break;
                var search = next.get().getValue();
                var found = search.deepen(search.exhausted() + 1 == order.preemptions());
                if (found != null) return report(goal, next.get().getKey(), found, began);
            }
        }
        return report(goal, null, null, began);
    }

    /// What to try next: few schedules, and sooner in a scenario about what is to be broken.
    private static int cost(Play play, Search search, Search.Goal goal) {
        boolean isAboutIt = goal.guarantees().contains(play.scenario().stake());
        return isAboutIt ? search.waiting() : ASIDE * search.waiting();
    }

    private Report report(Search.Goal goal, @Nullable Play play, @Nullable Result found, long began)
            throws IOException, InterruptedException, PerformanceException {
        boolean isSteady = play == null || found == null || replaysAlike(play, found);
        return new Report(
                goal.guarantees(),
                play,
                found,
                found == null ? null : found.outcome().against(goal.guarantees()).orElseThrow(),
                isSteady,
                reaches(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private void tell(Play play) {
        int schedules = searches.values().stream().mapToInt(Search::schedules).sum();
        progress.accept(
                "%,d schedules, now %s by %s"
                        .formatted(schedules, play.scenario(), play.stepsInWords()));
    }

    /// In child JVMs of their own, as whoever replays the witness will have.
    private boolean replaysAlike(Play play, Result found)
            throws IOException, InterruptedException, PerformanceException {
        boolean hasBegun = found.steps() > 0; // else no schedule matters
        for (int i = 0; i < (hasBegun ? REPLAYS : 1); i++) {
            try (var theatre = new Theatre(entry, play, limit)) {
                if (!theatre.play(found.played()).equals(found)) return false;
            } catch (ScheduleException _) {
                return false;
            }
        }
        return true;
    }

    private List<Reach> reaches() {
        var reaches = new ArrayList<Reach>();
        searches.forEach((play, search) ->
                reaches.add(
                        new Reach(
                                play.scenario(),
                                play.depth(),
                                play.grain(),
                                search.schedules(),
                                search.exhausted())));
        return reaches;
    }
}
