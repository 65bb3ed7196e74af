package chatlab.step.screen;

import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LaneView.State;
import chatlab.engine.execution.Step;
import chatlab.engine.execution.Step.Kind;
import chatlab.harness.exploration.ScenarioOutcome;
import chatlab.step.run.Moment;
import chatlab.step.run.SteppedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A run as a small drawing: a lane for each thread, the steps that matter most, and the outcome.
///
/// Of what a thread does before another takes over, it shows at most [#MOST] steps, those of the
/// highest [Weight], and counts the others. Names of classes and access modes are left out.
public final class Drawing {
    /// So many steps of one thread are shown before another takes over.
    private static final int MOST = 4;

    private static final int WIDEST = 46;
    private static final String GAP = "   ";
    private static final Pattern LEFT_OUT =
            Pattern.compile("\\b[A-Z]\\w*\\.(?=[a-z])| \\((volatile|acquire/release|opaque)\\)");

    private Drawing() {}

    /// How much a step matters.
    private enum Weight {
        /// Reads, and writes inside collections that do not change what the threads share.
        NONE,
        /// Locks, notifies and the like.
        SYNCHRONIZATION,
        /// Writes by the strategy's own code.
        WRITE,
        /// Writes that change what the stepper shows as the shared state.
        CHANGE,
        /// Calls, deliveries, waits, reads that miss a write, and the reads beside a switch.
        MOST
    }

    /// A step in its lane.
    ///
    /// @param isReady whether its thread can continue afterwards
    private record Cell(int lane, Weight weight, boolean isRead, boolean isReady, String text) {
        Cell of(Weight other) {
            return new Cell(lane, other, isRead, isReady, text);
        }
    }

    /// The lines.
    public static List<String> lines(SteppedRun run) {
        var threads = run.threads().stream().map(LaneView::thread).toList();
        var cells = cells(run.moments(), threads);
        var rows = new ArrayList<Cell>();
        int from = 0;
        while (from < cells.size()) {
            int to = from + 1;
            while (to < cells.size() && cells.get(to).lane == cells.get(from).lane) to++;
            var turn = new ArrayList<>(cells.subList(from, to));
            markSwitches(turn, from > 0);
            rows.addAll(folded(turn));
            from = to;
        }
        return laidOut(threads, rows, run.outcome());
    }

    private static List<Cell> cells(List<Moment> moments, List<String> threads) {
        var cells = new ArrayList<Cell>();
        for (int i = 1; i < moments.size(); i++) {
            var moment = moments.get(i);
            boolean isChange = !moment.now().state().equals(moments.get(i - 1).now().state());
            for (var step : moment.did()) {
                if (step.kind() == Kind.OUTSIDE) continue; // what it does there comes next
                var thread = moment.now().thread(step.thread());
                boolean waits = thread.state() == State.WAITING;
                cells.add(
                        new Cell(
                                threads.indexOf(step.thread()),
                                waits ? Weight.MOST : weight(step, isChange),
                                step.kind() == Kind.READ,
                                thread.state() == State.READY,
                                LEFT_OUT.matcher(waits ? thread.next() : step.what())
                                        .replaceAll("")));
            }
        }
        return cells;
    }

    private static Weight weight(Step step, boolean isChange) {
        return switch (step.kind()) {
            case PROGRAM, STALE_READ -> Weight.MOST;
            case WRITE -> {
                if (isChange) yield Weight.CHANGE;
                yield step.place().isCopied() ? Weight.NONE : Weight.WRITE;
            }
            case SYNCHRONIZATION -> Weight.SYNCHRONIZATION;
            case READ, OUTSIDE -> Weight.NONE;
        };
    }

    /// Marks the first step after another thread, if it is a read, and the last read before a
    /// preemption.
    private static void markSwitches(List<Cell> turn, boolean isAfter) {
        if (isAfter && turn.getFirst().isRead) turn.set(0, turn.getFirst().of(Weight.MOST));
        if (!turn.getLast().isReady) return;
        IntStream.range(0, turn.size())
                .filter(i -> turn.get(i).isRead)
                .max()
                .ifPresent(i -> turn.set(i, turn.get(i).of(Weight.MOST)));
    }

    /// The steps that matter most; of the same weight, those near a switch.
    private static List<Cell> folded(List<Cell> turn) {
        var shown =
                IntStream.range(0, turn.size())
                        .boxed()
                        .filter(i -> turn.get(i).weight != Weight.NONE)
                        .sorted(
                                Comparator.comparing((Integer i) -> turn.get(i).weight)
                                        .reversed()
                                        .thenComparingInt(i -> Math.min(i, turn.size() - 1 - i)))
                        .limit(MOST)
                        .sorted()
                        .toList();
        var rows = new ArrayList<Cell>();
        int next = 0;
        for (int i : shown) {
            addFold(rows, turn.subList(next, i));
            rows.add(turn.get(i));
            next = i + 1;
        }
        addFold(rows, turn.subList(next, turn.size()));
        return rows;
    }

    private static void addFold(List<Cell> rows, List<Cell> hidden) {
        if (hidden.size() < 2) {
            rows.addAll(hidden);
        } else {
            var text = "… %d more steps".formatted(hidden.size());
            rows.add(new Cell(hidden.getFirst().lane, Weight.NONE, false, false, text));
        }
    }

    private static List<String> laidOut(
            List<String> threads, List<Cell> rows, @Nullable ScenarioOutcome outcome) {
        var starts = new int[threads.size() + 1];
        var heading = new StringBuilder();
        for (int lane = 0; lane < threads.size(); lane++) {
            heading.repeat(' ', starts[lane] - heading.length()).append(threads.get(lane));
            int width = threads.get(lane).length();
            for (var row : rows) {
                if (row.lane == lane) width = Math.max(width, cut(row.text).length());
            }
            starts[lane + 1] = starts[lane] + width + GAP.length();
        }
        var lines = new ArrayList<String>();
        lines.add(heading.toString());
        for (var row : rows) lines.add(" ".repeat(starts[row.lane]) + cut(row.text));
        if (outcome != null) {
            for (var part : outcome.sentence().split("; ", -1)) lines.add("=> " + part);
        }
        return lines;
    }

    private static String cut(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }
}
