package chatlab.step.screen;

import chatlab.step.trace.Moment;
import chatlab.step.trace.Moment.Row;
import chatlab.step.trace.Moment.Status;
import chatlab.step.trace.Moment.ThreadView;
import chatlab.step.trace.Trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A trace as plain text: a lane per thread, a row per step with the line that was executed, and
/// below it what has changed in the state that they share.
public final class TraceText {
    private static final int NUMBER_WIDTH = 6;
    private static final int NARROWEST = 24;

    private final SourceLines source;
    private final int width;

    public TraceText(SourceLines source, int width) {
        this.source = source;
        this.width = width;
    }

    public List<String> lines(Trace trace) {
        var lines = new ArrayList<String>();
        var threads = trace.moments().getLast().lanes().stream().map(ThreadView::thread).toList();
        int laneWidth = Math.max(NARROWEST, (width - NUMBER_WIDTH) / threads.size());
        lines.add(
                threads.stream()
                        .map(thread -> fit(thread, laneWidth))
                        .collect(Collectors.joining("", " ".repeat(NUMBER_WIDTH), ""))
                        .stripTrailing());
        addChanges(lines, List.of(), trace.moments().getFirst().state());
        for (int step = 1; step < trace.moments().size(); step++) {
            var before = trace.moments().get(step - 1);
            var after = trace.moments().get(step);
            var moved = String.valueOf(after.moved());
            var indent = " ".repeat(threads.indexOf(moved) * laneWidth);
            lines.add(("%4d  ".formatted(step) + indent + executed(before, moved)).stripTrailing());
            var lane = after.lane(moved);
            if (lane.status() != Status.READY || lane.spots().isEmpty()) {
                if (!lane.note().startsWith("calls ")) {
                    lines.add(" ".repeat(NUMBER_WIDTH) + indent + "- " + lane.note());
                }
            }
            addChanges(lines, before.state(), after.state());
        }
        return lines;
    }

    /// What the thread did in a step: what stood before it.
    private String executed(Moment before, String thread) {
        var known = before.lanes().stream().filter(l -> l.thread().equals(thread)).findFirst();
        if (known.isEmpty()) return "starts";
        var lane = known.get();
        if (lane.note().startsWith("calls ")) return lane.note();
        if (lane.spots().isEmpty()) return "starts";
        var spot = lane.spots().getFirst();
        return spot + "  " + source.line(spot);
    }

    private static void addChanges(List<String> lines, List<Row> before, List<Row> after) {
        for (var row : after) {
            if (!before.contains(row)) {
                lines.add(" ".repeat(NUMBER_WIDTH + 2) + "· " + row.name() + ": " + row.value());
            }
        }
        for (var row : before) {
            boolean isGone = after.stream().noneMatch(r -> r.name().equals(row.name()));
            if (isGone) lines.add(" ".repeat(NUMBER_WIDTH + 2) + "· " + row.name() + ": free");
        }
    }

    /// Cut or filled to exactly this width.
    static String fit(String text, int width) {
        if (text.length() > width - 1) return text.substring(0, Math.max(0, width - 2)) + "… ";
        return text + " ".repeat(width - text.length());
    }
}
