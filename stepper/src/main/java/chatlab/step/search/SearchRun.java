package chatlab.step.search;

import static java.util.Objects.requireNonNull;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.scenario.Scenario;
import chatlab.step.execution.RunException;
import chatlab.step.execution.Runner;
import chatlab.step.outcome.BrokenPromise;
import chatlab.step.outcome.RunResult;
import chatlab.step.schedule.ScheduleException;
import chatlab.step.setup.Depth;
import chatlab.step.setup.Grain;
import chatlab.step.setup.RunSetup;
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
/// could be tried next it takes what has the fewest schedules; scenarios made for the wanted
/// guarantees come first. Two searchers share the work.
public final class SearchRun {
    /// How a search cuts the program into steps, unless it is told.
    public static final List<Cut> CUTS =
            List.of(
                    new Cut(Depth.STRATEGY, Grain.LINE),
                    new Cut(Depth.JDK, Grain.LINE),
                    new Cut(Depth.STRATEGY, Grain.INSTRUCTION));

    /// A way to cut the program into steps.
    public record Cut(Depth depth, Grain grain) {}

    /// What is searched.
    ///
    /// @param guarantees what to break; empty for what the strategy declares and, if there is only
    ///   one scenario, what that is about
    /// @param text what the outcome must contain
    /// @param time for all of it
    public record Order(
            List<Scenario> scenarios,
            List<Cut> cuts,
            Set<Guarantee> guarantees,
            String text,
            int preemptions,
            Duration time) {
        public Order {
            scenarios = List.copyOf(scenarios);
            cuts = List.copyOf(cuts);
            guarantees = Set.copyOf(guarantees);
        }

        /// The same, with these to be broken.
        public Order against(Collection<Guarantee> wanted) {
            return new Order(scenarios, cuts, Set.copyOf(wanted), text, preemptions, time);
        }

        private Search.Goal goal(CatalogueEntry entry) {
            if (!guarantees.isEmpty()) return new Search.Goal(guarantees, text);
            var all = entry.guarantees();
            if (scenarios.size() == 1) all.add(scenarios.getFirst().guarantee());
            return new Search.Goal(all, text);
        }
    }

    /// How far the search in one scenario, by one kind of step, went.
    ///
    /// @param exhausted up to how many preemptions all schedules were tried; -1 for none
    record Reach(Scenario scenario, Depth depth, Grain grain, int schedules, int exhausted) {}

    /// The report of a search.
    ///
    /// @param setup in which it was found; null if nothing was
    /// @param found null if nothing was
    /// @param finding what it breaks; null if nothing was found
    /// @param isSteady whether it came out again in new child JVMs
    /// @param reaches how far the search went, in the order in which it went on
    /// @param time how long it took
    public record Report(
            Set<Guarantee> guarantees,
            @Nullable RunSetup setup,
            @Nullable RunResult found,
            @Nullable BrokenPromise finding,
            boolean isSteady,
            List<Reach> reaches,
            Duration time) {

        public int schedules() {
            return reaches.stream().mapToInt(Reach::schedules).sum();
        }

        /// Whether all schedules within the bound were tried, by lines at least.
        public boolean isExhausted(int preemptions) {
            boolean hasLines = reaches.stream().anyMatch(reach -> reach.grain == Grain.LINE);
            return reaches.stream()
                    .filter(reach -> !hasLines || reach.grain == Grain.LINE)
                    .allMatch(reach -> reach.exhausted == preemptions);
        }
    }

    /// What one of the searchers found.
    private record Hit(RunSetup setup, RunResult result) {}

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
    private final Map<RunSetup, Search> searches = new LinkedHashMap<>();

    /// How many schedules have been tried. Both searchers count.
    private final AtomicInteger tried = new AtomicInteger();

    private long deadline;

    /// What can be tried next. Guarded by this object's monitor, as are the next two.
    private final Map<RunSetup, Search> waiting = new LinkedHashMap<>();

    private int underWay;
    private @Nullable Hit found;

    /// Something was found, or there is no reason to go on. Volatile: both searchers look at it
    /// after each schedule.
    private volatile boolean isOver;

    /// @param limit how long one step may take
    /// @param progress told now and then how far it is
    public SearchRun(CatalogueEntry entry, Order order, Duration limit, Consumer<String> progress) {
        this.entry = entry;
        this.order = order;
        this.limit = limit;
        this.progress = progress;
        this.goal = order.goal(entry);
    }

    /// Searches until something is found, all is tried, or time is up.
    public Report run() throws IOException, InterruptedException, RunException {
        long began = System.nanoTime();
        deadline = began + order.time().toNanos();
        for (var cut : order.cuts()) {
            for (var scenario : order.scenarios()) {
                var setup = new RunSetup(scenario, cut.depth, cut.grain);
                waiting.put(setup, new Search(setup, goal, this::isUp, () -> tell(setup)));
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
                case RunException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
        return found == null ? report(null, null, began) : report(found.setup, found.result, began);
    }

    /// With a child JVM of its own, deepens one search after another.
    ///
    /// @param order what comes first
    private @Nullable Void searchOn(Comparator<Map.Entry<RunSetup, Search>> order)
            throws IOException, InterruptedException, RunException {
        var first = new RunSetup(Scenario.JOIN_JOIN, Depth.STRATEGY, Grain.LINE);
        try (var runner = new Runner(entry, first, limit)) {
            for (var setup = take(order); setup != null; setup = take(order)) {
                var search = requireNonNull(searches.get(setup));
                giveBack(setup, search.deepen(runner));
            }
        }
        return null;
    }

    /// What to try next; null if there is nothing more.
    private synchronized @Nullable RunSetup take(Comparator<Map.Entry<RunSetup, Search>> order)
            throws InterruptedException {
        while (waiting.isEmpty() && underWay > 0 && !isUp()) wait();
        if (isUp() || waiting.isEmpty()) return null;
        var next = Collections.min(waiting.entrySet(), order).getKey();
        waiting.remove(next);
        underWay++;
        return next;
    }

    private synchronized void giveBack(RunSetup setup, @Nullable RunResult result) {
        underWay--;
        if (result != null && found == null) found = new Hit(setup, result);
        if (result != null) isOver = true;
        var search = requireNonNull(searches.get(setup));
        if (search.exhausted() < order.preemptions()) waiting.put(setup, search);
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
    private Comparator<Map.Entry<RunSetup, Search>> wide() {
        return Comparator.comparingInt(this::cost);
    }

    /// What has been begun first, by the strategy's own lines, until it is exhausted: bugs of a
    /// small scenario that need two.
    private Comparator<Map.Entry<RunSetup, Search>> deep() {
        return Comparator.<Map.Entry<RunSetup, Search>>comparingInt(each ->
                        isCoarse(each.getKey()) ? -each.getValue().exhausted() : Integer.MAX_VALUE)
                .thenComparingInt(this::cost);
    }

    private static boolean isCoarse(RunSetup setup) {
        return setup.depth() == Depth.STRATEGY && setup.grain() == Grain.LINE;
    }

    /// Few schedules first; sooner by the strategy's own lines, and in a scenario about what is to
    /// be broken.
    private int cost(Map.Entry<RunSetup, Search> each) {
        var setup = each.getKey();
        boolean isAboutIt = goal.guarantees().contains(setup.scenario().guarantee());
        return each.getValue().waiting() * (isCoarse(setup) ? 1 : FINER) * (isAboutIt ? 1 : ASIDE);
    }

    private Report report(@Nullable RunSetup setup, @Nullable RunResult found, long began)
            throws IOException, InterruptedException, RunException {
        boolean isSteady = setup == null || found == null || replaysAlike(setup, found);
        return new Report(
                goal.guarantees(),
                setup,
                found,
                found == null ? null : found.outcome().against(goal.guarantees()).orElseThrow(),
                isSteady,
                reaches(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private void tell(RunSetup setup) {
        int schedules = tried.incrementAndGet();
        synchronized (progress) {
            progress.accept(
                    "%,d schedules, now %s by %s"
                            .formatted(schedules, setup.scenario(), setup.stepsInWords()));
        }
    }

    /// In new child JVMs, as a replay of the witness will use.
    private boolean replaysAlike(RunSetup setup, RunResult found)
            throws IOException, InterruptedException, RunException {
        boolean hasBegun = found.steps() > 0; // else no schedule matters
        for (int i = 0; i < (hasBegun ? REPLAYS : 1); i++) {
            try (var runner = new Runner(entry, setup, limit)) {
                if (!runner.play(found.played()).equals(found)) return false;
            } catch (ScheduleException _) {
                return false;
            }
        }
        return true;
    }

    private List<Reach> reaches() {
        var reaches = new ArrayList<Reach>();
        searches.forEach((setup, search) ->
                reaches.add(
                        new Reach(
                                setup.scenario(),
                                setup.depth(),
                                setup.grain(),
                                search.schedules(),
                                search.exhausted())));
        return reaches;
    }
}
