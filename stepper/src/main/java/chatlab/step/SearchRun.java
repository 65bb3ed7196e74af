package chatlab.step;

import static java.util.Objects.requireNonNull;

import chatlab.catalogue.CatalogueEntry;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Looks for a schedule that breaks one strategy, in one scenario or in many, and says how
/// thoroughly.
///
/// In each scenario it tries everything without preemption first, then everything with one, and so
/// on: by the strategy's own lines, since a witness in those holds on every JDK; by those of the
/// collections too; and, should lines be too coarse, by the strategy's instructions. Of all that
/// could be tried next it takes what has the fewest schedules; scenarios about what is to be broken
/// come first. Two searchers share the work.
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

    /// What one of the searchers found.
    private record Hit(Play play, Result result) {}

    private static final int REPLAYS = 3;

    /// How many search side by side, one wide and one deep: while one talks to its child the
    /// other's child can run.
    private static final int SEARCHERS = 2;

    /// How many times fewer schedules a scenario about something else must have to come first.
    private static final int ASIDE = 4;

    /// How many times fewer schedules finer steps must have to come first.
    private static final int FINER = 4;

    private final CatalogueEntry entry;
    private final Order order;
    private final Duration limit;
    private final Consumer<String> progress;
    private final Search.Goal goal;
    private final Map<Play, Search> searches = new LinkedHashMap<>();

    /// How many schedules have been tried. Both searchers count.
    private final AtomicInteger tried = new AtomicInteger();

    private long deadline;

    /// What can be tried next. Guarded by this object's monitor, as are the next two.
    private final Map<Play, Search> waiting = new LinkedHashMap<>();

    private int underWay;
    private @Nullable Hit found;

    /// Something was found, or there is no reason to go on. Volatile: both searchers look at it
    /// after each schedule.
    private volatile boolean isOver;

    /// @param limit how long one step may take
    /// @param progress told now and then how far it is
    SearchRun(CatalogueEntry entry, Order order, Duration limit, Consumer<String> progress) {
        this.entry = entry;
        this.order = order;
        this.limit = limit;
        this.progress = progress;
        this.goal = order.goal(entry);
    }

    /// Searches until something is found, all is tried, or time is up.
    Report run() throws IOException, InterruptedException, PerformanceException {
        long began = System.nanoTime();
        deadline = began + order.time().toNanos();
        for (var cut : order.cuts()) {
            for (var scenario : order.scenarios()) {
                var play = new Play(scenario, cut.depth, cut.grain);
                waiting.put(play, new Search(play, goal, this::isUp, () -> tell(play)));
            }
        }
        searches.putAll(waiting);
        var factory = Thread.ofPlatform().name("search-", 1).daemon().factory();
        try (var searchers = Executors.newFixedThreadPool(SEARCHERS, factory)) {
            var results = new ExecutorCompletionService<@Nullable Void>(searchers);
            for (var order : List.of(wide(), deep())) results.submit(() -> searchOn(order));
            try {
                for (int i = 0; i < SEARCHERS; i++) results.take().get();
            } finally {
                giveUp(); // the other has no reason to go on
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case PerformanceException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
        return found == null ? report(null, null, began) : report(found.play, found.result, began);
    }

    /// With a child JVM of its own, deepens one search after another.
    ///
    /// @param order what comes first
    private @Nullable Void searchOn(Comparator<Map.Entry<Play, Search>> order)
            throws IOException, InterruptedException, PerformanceException {
        var first = new Play(Scenario.JOIN_JOIN, Depth.STRATEGY, Grain.LINE);
        try (var theatre = new Theatre(entry, first, limit)) {
            for (var play = take(order); play != null; play = take(order)) {
                var search = requireNonNull(searches.get(play));
                giveBack(play, search.deepen(theatre));
            }
        }
        return null;
    }

    /// What to try next; null if there is nothing more.
    private synchronized @Nullable Play take(Comparator<Map.Entry<Play, Search>> order)
            throws InterruptedException {
        while (waiting.isEmpty() && underWay > 0 && !isUp()) wait();
        if (isUp() || waiting.isEmpty()) return null;
        var next = Collections.min(waiting.entrySet(), order).getKey();
        waiting.remove(next);
        underWay++;
        return next;
    }

    private synchronized void giveBack(Play play, @Nullable Result result) {
        underWay--;
        if (result != null && found == null) found = new Hit(play, result);
        if (result != null) isOver = true;
        var search = requireNonNull(searches.get(play));
        if (search.exhausted() < order.preemptions()) waiting.put(play, search);
        notifyAll();
    }

    private synchronized void giveUp() {
        isOver = true;
        notifyAll();
    }

    private boolean isUp() {
        return isOver || System.nanoTime() >= deadline;
    }

    /// What is cheap first, wherever it is: bugs that need one preemption.
    private Comparator<Map.Entry<Play, Search>> wide() {
        return Comparator.comparingInt(this::cost);
    }

    /// What has been begun first, by the strategy's own lines, until it is exhausted: bugs of a
    /// small scenario that need two.
    private Comparator<Map.Entry<Play, Search>> deep() {
        return Comparator.<Map.Entry<Play, Search>>comparingInt(each ->
                        isCoarse(each.getKey()) ? -each.getValue().exhausted() : Integer.MAX_VALUE)
                .thenComparingInt(this::cost);
    }

    private static boolean isCoarse(Play play) {
        return play.depth() == Depth.STRATEGY && play.grain() == Grain.LINE;
    }

    /// Few schedules first; sooner by the strategy's own lines, and in a scenario about what is to
    /// be broken.
    private int cost(Map.Entry<Play, Search> each) {
        var play = each.getKey();
        boolean isAboutIt = goal.guarantees().contains(play.scenario().stake());
        return each.getValue().waiting() * (isCoarse(play) ? 1 : FINER) * (isAboutIt ? 1 : ASIDE);
    }

    private Report report(@Nullable Play play, @Nullable Result found, long began)
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
        int schedules = tried.incrementAndGet();
        synchronized (progress) {
            progress.accept(
                    "%,d schedules, now %s by %s"
                            .formatted(schedules, play.scenario(), play.stepsInWords()));
        }
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
