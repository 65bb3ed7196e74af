package chatlab.step;

import chatlab.step.Moment.LaneView;
import chatlab.step.Moment.Spot;
import chatlab.step.Moment.Status;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One screen full: the lanes with their source, what they share, and what came of it.
///
/// Only draws; a game goes in and lines come out, as many as the screen has.
final class Frame {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle BOLD = PLAIN.bold();
    private static final AttributedStyle FAINT = PLAIN.faint();
    private static final AttributedStyle NOW = PLAIN.inverse();
    private static final AttributedStyle BAD = PLAIN.foreground(AttributedStyle.RED).bold();
    private static final AttributedStyle GOOD = PLAIN.foreground(AttributedStyle.GREEN).bold();
    private static final AttributedStyle CHANGED = PLAIN.foreground(AttributedStyle.YELLOW);
    private static final int FEWEST_SOURCE_LINES = 5;

    private final Game game;
    private final Source source;
    private final int width;
    private final int height;
    private final boolean hasColour;
    private final List<AttributedString> lines = new ArrayList<>();

    Frame(Game game, Source source, int width, int height, boolean hasColour) {
        this.game = game;
        this.source = source;
        this.width = width;
        this.height = height;
        this.hasColour = hasColour;
    }

    /// Draws it.
    ///
    /// @param message a line for the user, perhaps empty
    List<AttributedString> draw(String message) {
        var moment = game.moments().getLast();
        var below = below(moment, message);
        header();
        lanes(moment, Math.max(FEWEST_SOURCE_LINES, height - lines.size() - below.size() - 3));
        lines.addAll(below);
        return List.copyOf(lines.subList(0, Math.min(lines.size(), height)));
    }

    private void header() {
        var scenario = game.theatre().scenario();
        var entry = game.entry();
        lines.add(line(BOLD, entry.name() + " · " + scenario + " · " + scenario.stake()));
        lines.add(line(PLAIN, scenario.question()));
        lines.add(line(FAINT, "-".repeat(width)));
    }

    // --- Lanes ---

    private void lanes(Moment moment, int rows) {
        var columns = new ArrayList<List<AttributedString>>();
        int laneWidth = Math.max(1, width / moment.lanes().size());
        int number = 1;
        for (var lane : moment.lanes()) {
            boolean moved = lane.thread().equals(moment.moved());
            columns.add(column(lane, number++, moved, laneWidth - 1, rows));
        }
        for (int row = 0; row < rows + 2; row++) {
            var line = new AttributedStringBuilder();
            for (var column : columns) {
                var cell = row < column.size() ? column.get(row) : AttributedString.EMPTY;
                line.append(cell);
                int gap = laneWidth - cell.columnLength();
                line.append(" ".repeat(Math.max(0, gap)));
            }
            lines.add(line.toAttributedString().columnSubSequence(0, width));
        }
    }

    private List<AttributedString> column(
            LaneView lane, int number, boolean moved, int columns, int rows) {
        var column = new ArrayList<AttributedString>();
        var status =
                switch (lane.status()) {
                    case READY -> "";
                    case BLOCKED -> "  BLOCKED";
                    case ENDED -> "  ended";
                };
        column.add(cell(moved ? BOLD : PLAIN, number + " " + lane.thread() + status, columns));
        column.add(cell(lane.status() == Status.BLOCKED ? BAD : CHANGED, lane.note(), columns));
        var own = own(lane);
        if (own == null) {
            if (!lane.spots().isEmpty()) excerpt(column, lane.spots().getFirst(), rows, columns);
        } else if (own == lane.spots().getFirst()) {
            excerpt(column, own, rows, columns);
        } else {
            excerpt(column, own, rows / 2, columns);
            excerpt(column, lane.spots().getFirst(), rows - rows / 2, columns);
        }
        return column;
    }

    private static @Nullable Spot own(LaneView lane) {
        return lane.spots().stream()
                .filter(spot -> !spot.className().startsWith("java."))
                .findFirst()
                .orElse(null);
    }

    /// A heading, and the lines around the place.
    private void excerpt(List<AttributedString> column, Spot spot, int rows, int columns) {
        column.add(
                cell(FAINT, spot.simpleName() + "." + spot.method() + ":" + spot.line(), columns));
        var file = source.lines(spot);
        int shown = Math.max(1, rows - 1);
        int first = Math.max(1, spot.line() - shown / 2);
        for (int number = first; number < first + shown; number++) {
            if (number > file.size()) break;
            var text = "%4d %s".formatted(number, file.get(number - 1));
            column.add(cell(number == spot.line() ? NOW : PLAIN, text, columns));
        }
    }

    // --- What they share, and how it ends ---

    private List<AttributedString> below(Moment moment, String message) {
        var below = new ArrayList<AttributedString>();
        below.add(line(FAINT, "-".repeat(width)));
        var moments = game.moments();
        var before = moments.size() < 2 ? moment : moments.get(moments.size() - 2);
        for (var row : moment.state()) {
            boolean isNew = !before.state().contains(row);
            below.add(line(isNew ? CHANGED : PLAIN, row.name() + ": " + row.value()));
        }
        below.add(line(FAINT, "-".repeat(width)));
        below.add(line(PLAIN, "schedule: " + tail(game.schedule().toString(), width - 12)));
        var outcome = game.outcome();
        if (outcome != null) ending(below, outcome);
        if (!message.isEmpty()) below.add(line(CHANGED, message));
        below.add(line(FAINT, keys(moment)));
        return below;
    }

    private void ending(List<AttributedString> below, Outcome outcome) {
        int steps = game.steps();
        var style = outcome.isWhole() ? GOOD : BAD;
        below.add(line(style, outcome.sentence()));
        below.add(
                line(
                        style,
                        outcome.isWhole()
                                ? "Still whole after %d steps. u takes one back, r begins anew."
                                        .formatted(steps)
                                : "You broke it in %d steps: %s."
                                        .formatted(steps, broken(outcome))));
    }

    private String broken(Outcome outcome) {
        var finding = outcome.findings().getFirst();
        return finding.promise()
                + (PlayRun.isOwed(finding, game.entry())
                        ? ""
                        : ", which " + game.entry().name() + " does not declare");
    }

    private static String keys(Moment moment) {
        int lanes = moment.lanes().size();
        return "1–%d step   shift+1–%d until it blocks or ends   u undo   r again   s save   h hint   n next of the witness   q quit"
                .formatted(lanes, lanes);
    }

    private static String tail(String text, int length) {
        return text.length() <= length ? text : "…" + text.substring(text.length() - length + 1);
    }

    private AttributedString line(AttributedStyle style, String text) {
        return cell(style, text, width);
    }

    private AttributedString cell(AttributedStyle style, String text, int columns) {
        var clean = text.replace("\t", "    ");
        var shown =
                new AttributedString(clean).columnLength() <= columns ? clean : cut(clean, columns);
        return new AttributedString(shown, hasColour || style == NOW ? style : PLAIN);
    }

    private static String cut(String text, int columns) {
        return new AttributedString(text).columnSubSequence(0, Math.max(0, columns - 1)) + "…";
    }
}
