package chatlab.step.screen;

import chatlab.engine.code.Place;
import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LaneView.State;
import chatlab.engine.execution.Step;
import chatlab.harness.exploration.Snapshot.Row;
import chatlab.step.run.Moment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A run as plain text: a lane for each thread, a row for each step with what it did, and below it
/// what has changed in the state that they share.
public final class TraceText {
    private static final int NUMBER_WIDTH = 6;
    private static final int NARROWEST = 24;
    private static final String INDENT = " ".repeat(NUMBER_WIDTH);

    private final int width;

    public TraceText(int width) {
        this.width = width;
    }

    /// The rows, with a heading.
    ///
    /// @param moments one at the beginning, and one after each step
    public List<String> lines(List<Moment> moments) {
        var lines = new ArrayList<String>();
        var threads = moments.getLast().threads().stream().map(LaneView::thread).toList();
        int laneWidth = Math.max(NARROWEST, (width - NUMBER_WIDTH) / (threads.size() + 1));
        lines.add(
                threads.stream()
                        .map(thread -> fit(thread, laneWidth))
                        .collect(Collectors.joining("", INDENT, ""))
                        .stripTrailing());
        addChanges(lines, List.of(), moments.getFirst().now().state());
        for (int i = 1; i < moments.size(); i++) {
            var moment = moments.get(i);
            var moved = String.valueOf(moment.moved());
            var indent = " ".repeat(threads.indexOf(moved) * laneWidth);
            var number = "%4d  ".formatted(i);
            for (var step : moment.did()) {
                lines.add((number + indent + words(step)).stripTrailing());
                number = INDENT;
                var note = step.note();
                if (note != null) lines.add(INDENT + indent + "- " + note);
            }
            var thread = moment.now().thread(moved);
            if (thread.state() != State.READY) lines.add(INDENT + indent + "- " + thread.next());
            addChanges(lines, moments.get(i - 1).now().state(), moment.now().state());
        }
        return lines;
    }

    private static String words(Step step) {
        return step.place().equals(Place.OUTSIDE)
                ? step.what()
                : step.what() + "  (" + step.place() + ")";
    }

    private static void addChanges(List<String> lines, List<Row> before, List<Row> after) {
        for (var row : after) {
            if (!before.contains(row)) {
                lines.add(INDENT + "  · " + row.name() + ": " + row.value());
            }
        }
    }

    /// Cut or filled to exactly this width.
    static String fit(String text, int width) {
        if (text.length() > width - 1) return text.substring(0, Math.max(0, width - 2)) + "… ";
        return text + " ".repeat(width - text.length());
    }
}
