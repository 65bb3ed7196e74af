package chatlab.engine;

import chatlab.engine.Branches.Departure;
import chatlab.engine.Branches.Open;
import chatlab.engine.Exploration.End;
import chatlab.engine.code.Place;
import chatlab.engine.execution.Director;
import chatlab.engine.execution.Execution;
import chatlab.engine.execution.Races;
import chatlab.engine.execution.UncontrolledException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/// One exploration: a search tree of executions, by cost.
///
/// A node is an execution that departs from the defaults a few times. Its children depart once
/// more, later. A departure costs one preemption or one stale read, or nothing if no thread is
/// stopped by it. The nodes of one cost are tried in the order in which they were found, before
/// those of the next.
final class Explorer {
    /// So often an execution is repeated if classes were initialized in it.
    private static final int MOST_REPETITIONS = 200;

    private static final int EXECUTIONS_PER_REPORT = 1_000;

    /// The work that a budget allows for each of its executions, on average.
    private static final int WORK_PER_EXECUTION = 2_000;

    private record Node(
            @Nullable Node parent, Departure departure, int preemptions, int staleReads) {
        static final Node ROOT = new Node(null, new Departure(-1, 0), 0, 0);

        List<Departure> departures() {
            var all = new ArrayDeque<Departure>();
            for (var node = this; node.parent != null; node = node.parent) {
                all.addFirst(node.departure);
            }
            return List.copyOf(all);
        }

        int cost() {
            return preemptions + staleReads;
        }

        Node child(Open open, int choice) {
            boolean isFree = choice < open.free();
            return new Node(
                    this,
                    new Departure(open.number(), choice),
                    preemptions + (isFree || open.isRead() ? 0 : 1),
                    staleReads + (isFree || !open.isRead() ? 0 : 1));
        }
    }

    private final Engine engine;
    private final Program program;
    private final Bounds bounds;
    private final Goal search;

    private final List<Queue<Node>> byCost = new ArrayList<>();
    private final List<Found> outcomes = new ArrayList<>();
    private final Set<Object> seen = new HashSet<>();
    private final Races races = new Races();
    private long executions;
    private long redundant;
    private long steps;
    private long work;
    private int longest = 1;
    private int threads;
    private @Nullable Found finding;
    private @Nullable Sample sample;

    Explorer(Engine engine, Program program, Bounds bounds, Goal search) {
        this.engine = engine;
        this.program = program;
        this.bounds = bounds;
        this.search = search;
        for (int cost = 0; cost <= bounds.preemptions() + bounds.staleReads(); cost++) {
            byCost.add(new ArrayDeque<>());
        }
        byCost.getFirst().add(Node.ROOT);
    }

    Exploration explore() {
        try {
            settle(engine, program, new Branches(List.of()));
            var end = search();
            if (end == End.BUDGET) end = sample();
            return result(end, null);
        } catch (UncontrolledException e) {
            return result(End.UNCONTROLLED, new Uncontrolled(e.what(), e.place()));
        } catch (DifferentRunException e) {
            return result(
                    End.UNCONTROLLED, new Uncontrolled(DifferentRunException.WHAT, Place.OUTSIDE));
        }
    }

    private Exploration result(End end, @Nullable Uncontrolled uncontrolled) {
        return new Exploration(
                end,
                bounds,
                executions,
                redundant,
                steps,
                List.copyOf(outcomes),
                races.all(),
                finding,
                sample,
                uncontrolled);
    }

    private End search() {
        for (var level : byCost) {
            for (var node = level.poll(); node != null; node = level.poll()) {
                if (isBudgetUsedUp()) return End.BUDGET;
                perform(node);
                if (finding != null) return End.FOUND;
                if (executions % EXECUTIONS_PER_REPORT == 0) report(node.cost());
            }
        }
        return End.EXHAUSTED;
    }

    private boolean isBudgetUsedUp() {
        return executions == bounds.executions()
                || work / WORK_PER_EXECUTION >= bounds.executions();
    }

    private void report(int cost) {
        long waiting = byCost.stream().mapToLong(Queue::size).sum();
        search.progress().accept(new Goal.Progress(executions, cost, waiting));
    }

    private void perform(Node node) {
        var ended = perform(() -> new Branches(node.departures()), engine.mode(false));
        executions++;
        work += ended.execution.work();
        if (ended.outcome == null) {
            redundant++;
        } else {
            ended.director.ended();
            note(ended, node.preemptions, node.staleReads);
        }
        ended.director.open().forEach(open -> addChildren(node, open));
    }

    /// What a director has made of an execution.
    ///
    /// @param outcome null if the execution was given up
    private record Ended<D extends Director>(
            D director, Execution execution, @Nullable Object outcome) {}

    private <D extends Director> Ended<D> perform(Supplier<D> directors, Execution.Mode mode) {
        for (int i = 0; i < MOST_REPETITIONS; i++) {
            var director = directors.get();
            try (var execution = Execution.begin(director, mode, races)) {
                var run = program.begin();
                run.threads().forEach(execution::add);
                var ending = execution.run();
                var outcome = ending == null ? null : run.outcome(ending);
                execution.check();
                if (execution.hasInitialized()) continue;
                steps += execution.steps();
                longest = Math.max(longest, execution.steps());
                threads = Math.max(threads, execution.threads());
                return new Ended<>(director, execution, outcome);
            }
        }
        throw new UncontrolledException("a class is initialized in every run", Place.OUTSIDE);
    }

    /// Random executions, when the budget is used up.
    private End sample() {
        int changes = bounds.preemptions() + 1;
        int mostSteps = longest;
        for (int i = 0; i < bounds.random() && finding == null; i++) {
            int seed = i;
            int stale = i % 2 == 0 ? 0 : bounds.staleReads();
            var ended =
                    perform(
                            () -> new RandomPriorities(seed, mostSteps, changes, stale),
                            engine.whole());
            note(ended, ended.director.preemptions(), ended.director.staleReads());
            sample = new Sample(i + 1, changes, threads, mostSteps);
        }
        return finding == null ? End.BUDGET : End.FOUND;
    }

    private void note(Ended<?> ended, int preemptions, int staleReads) {
        if (ended.outcome == null || !seen.add(ended.outcome)) return;
        var found =
                new Found(
                        ended.outcome,
                        ended.execution.schedule(),
                        preemptions,
                        staleReads,
                        executions + (sample == null ? 0 : sample.executions()));
        outcomes.add(found);
        if (search.finding().test(ended.outcome)) finding = found;
    }

    private void addChildren(Node node, Open open) {
        for (int choice = 1; choice < open.options(); choice++) {
            var child = node.child(open, choice);
            if (child.preemptions <= bounds.preemptions()
                    && child.staleReads <= bounds.staleReads()) {
                byCost.get(child.cost()).add(child);
            }
        }
    }

    /// Runs a program by default until all its classes are loaded and initialized, since an
    /// execution in which that happens cannot be repeated.
    static void settle(Engine engine, Program program, Director director) {
        for (int i = 0; i < MOST_REPETITIONS; i++) {
            try (var execution = Execution.begin(director, engine.mode(false), new Races())) {
                var run = program.begin();
                run.threads().forEach(execution::add);
                var ending = execution.run();
                if (ending != null) {
                    var ignored = run.outcome(ending);
                }
                execution.check();
                if (!execution.hasInitialized()) return;
            }
        }
    }
}
