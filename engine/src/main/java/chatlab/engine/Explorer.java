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
    private @Nullable Found finding;

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
            return result(search(), null);
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
        for (int i = 0; i < MOST_REPETITIONS; i++) {
            var branches = new Branches(node.departures());
            try (var execution = Execution.begin(branches, engine.mode(false), races)) {
                var run = program.begin();
                run.threads().forEach(execution::add);
                var ending = execution.run();
                var outcome = ending == null ? null : run.outcome(ending);
                execution.check();
                if (execution.hasInitialized()) continue;
                executions++;
                steps += execution.steps();
                work += execution.work();
                if (outcome == null) {
                    redundant++;
                } else {
                    branches.ended();
                    note(outcome, node, execution);
                }
                branches.open().forEach(open -> addChildren(node, open));
            }
            return;
        }
        throw new UncontrolledException("a class is initialized in every run", Place.OUTSIDE);
    }

    private void note(Object outcome, Node node, Execution execution) {
        if (!seen.add(outcome)) return;
        var found =
                new Found(
                        outcome,
                        execution.schedule(),
                        node.preemptions,
                        node.staleReads,
                        executions);
        outcomes.add(found);
        if (search.finding().test(outcome)) finding = found;
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
