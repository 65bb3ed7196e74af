package chatlab.step.screen;

import chatlab.engine.code.Place;
import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LaneView.State;
import chatlab.harness.exploration.ScenarioOutcome;
import chatlab.step.run.Choice;
import chatlab.step.run.Lesson;
import chatlab.step.run.Moment;
import chatlab.step.run.OutcomeText;
import chatlab.step.run.SourceLines;
import chatlab.step.run.SteppedRun;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.ArrayList;
import java.util.List;

/// One screen: a column per thread with its source, the shared state, and the outcome.
///
/// Only draws; a run goes in and lines come out, as many as the screen has.
final class Frame {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle BOLD = PLAIN.bold();
    private static final AttributedStyle FAINT = PLAIN.faint();
    private static final AttributedStyle NOW = PLAIN.inverse();
    private static final AttributedStyle BAD = PLAIN.foreground(AttributedStyle.RED).bold();
    private static final AttributedStyle GOOD = PLAIN.foreground(AttributedStyle.GREEN).bold();
    private static final AttributedStyle KNOWN = PLAIN.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle CHANGED = PLAIN.foreground(AttributedStyle.YELLOW);

    /// With fewer lines, the question and the rules between the parts are left out.
    private static final int ROOMY = 20;

    private static final int NOTE_LINES = 2;

    /// Where a strategy calls into a collection, both are shown, if there is room for as much.
    private static final int FEWEST_SOURCE_LINES = 4;

    private final SteppedRun run;
    private final SourceLines source;
    private final int width;
    private final int height;
    private final boolean hasColour;
    private final List<AttributedString> lines = new ArrayList<>();

    Frame(SteppedRun run, SourceLines source, int width, int height, boolean hasColour) {
        this.run = run;
        this.source = source;
        this.width = width;
        this.height = height;
        this.hasColour = hasColour;
    }

    /// Draws it.
    ///
    /// @param message for the user, perhaps empty
    List<AttributedString> draw(String message) {
        var moment = run.moments().getLast();
        header();
        var below = below(moment, message);
        int room = height - lines.size() - below.size();
        var shared = shared(moment, Math.max(1, room / 3));
        lanes(moment, room - shared.size());
        lines.addAll(shared);
        lines.addAll(below);
        return List.copyOf(lines.subList(0, Math.min(lines.size(), height)));
    }

    private void header() {
        var scenario = run.scenario();
        var entry = run.entry();
        lines.add(line(BOLD, entry.name() + " · " + scenario + " · " + scenario.guarantee()));
        if (height >= ROOMY) {
            lines.add(line(PLAIN, scenario.question()));
            lines.add(rule());
        }
    }

    private AttributedString rule() {
        return line(FAINT, "-".repeat(width));
    }

    // --- Lanes ---

    private void lanes(Moment moment, int rows) {
        var columns = new ArrayList<List<AttributedString>>();
        int laneWidth = Math.max(1, width / moment.threads().size());
        int number = 1;
        for (var lane : moment.threads()) {
            boolean moved = lane.thread().equals(moment.moved());
            columns.add(column(lane, number++, moved, laneWidth - 1, rows));
        }
        for (int row = 0; row < rows; row++) {
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
                switch (lane.state()) {
                    case READY -> "";
                    case WAITING -> "  WAITS";
                    case ENDED -> "  ended";
                };
        column.add(cell(moved ? BOLD : PLAIN, number + " " + lane.thread() + status, columns));
        var noteStyle = lane.state() == State.WAITING ? BAD : KNOWN;
        var words = lane.state() == State.ENDED ? "" : next(lane);
        for (var note : wrapped(words, columns, NOTE_LINES)) {
            column.add(cell(noteStyle, note, columns));
        }
        for (var choice : choices(lane)) column.add(cell(CHANGED, choice, columns));
        int room = rows - column.size();
        var places = source.places(lane);
        if (places.size() > 1 && room >= 2 * FEWEST_SOURCE_LINES) {
            excerpt(column, places.getFirst(), room / 2, columns);
            excerpt(column, places.getLast(), room - room / 2, columns);
        } else if (!places.isEmpty()) {
            excerpt(column, places.getLast(), room, columns);
        }
        return column;
    }

    /// What the thread does next.
    private static String next(LaneView lane) {
        return lane.state() == State.READY ? "next: " + lane.next() : lane.next();
    }

    /// The values that its next read may return, if there are several.
    static List<String> choices(LaneView lane) {
        var lines = new ArrayList<String>();
        for (var choice : Choice.of(lane)) {
            lines.add(
                    choice.alternative() == 0
                            ? "  newest: " + choice.value()
                            : "  older %s: %s, %s"
                                    .formatted(
                                            "o".repeat(choice.alternative()),
                                            choice.value(),
                                            choice.reason()));
        }
        if (!lines.isEmpty()) lines.add("  " + Choice.WHY);
        return lines;
    }

    /// A heading, and the lines around the place, moved to the left as far as they go.
    private void excerpt(List<AttributedString> column, Place place, int rows, int columns) {
        var heading = SourceLines.file(place) + "." + place.method() + ":" + place.line();
        column.add(cell(FAINT, heading, columns));
        int shown = Math.max(1, rows - 1);
        var file = source.lines(place);
        int first = Math.clamp(place.line() - shown / 2, 1, Math.max(1, file.size() - shown + 1));
        int last = Math.min(file.size(), first + shown - 1);
        if (last < first) return;
        var excerpt = file.subList(first - 1, last).stream().map(Frame::untabbed).toList();
        int indent =
                excerpt.stream()
                        .filter(line -> !line.isBlank())
                        .mapToInt(line -> line.length() - line.stripLeading().length())
                        .min()
                        .orElse(0);
        for (int number = first; number <= last; number++) {
            var line = excerpt.get(number - first);
            boolean isNow = number == place.line();
            var text =
                    "%s%4d %s"
                            .formatted(
                                    isNow ? ">" : " ",
                                    number,
                                    line.substring(Math.min(indent, line.length())));
            column.add(cell(isNow ? NOW : PLAIN, text, columns));
        }
    }

    private static String untabbed(String line) {
        return line.replace("\t", "    ");
    }

    // --- What they share, and how it ends ---

    private List<AttributedString> shared(Moment moment, int most) {
        var shared = new ArrayList<AttributedString>();
        if (height >= ROOMY) shared.add(rule());
        var moments = run.moments();
        var before = moments.size() < 2 ? moment : moments.get(moments.size() - 2);
        var rows = moment.now().state();
        boolean fits = rows.size() <= most;
        for (var row : fits ? rows : rows.subList(0, most - 1)) {
            boolean isNew = !before.now().state().contains(row);
            shared.add(line(isNew ? CHANGED : PLAIN, row.name() + ": " + row.value()));
        }
        if (!fits) shared.add(line(FAINT, "… %d more".formatted(rows.size() - most + 1)));
        return shared;
    }

    private List<AttributedString> below(Moment moment, String message) {
        var below = new ArrayList<AttributedString>();
        if (height >= ROOMY) below.add(rule());
        if (moment.moved() != null) {
            below.add(line(PLAIN, "just now: " + moment.moved() + " " + moment.words()));
        }
        below.add(line(PLAIN, "schedule: " + tail(run.schedule(), width - 12)));
        var outcome = run.outcome();
        if (outcome != null) ending(below, outcome);
        for (var part : wrapped(message, width, NOTE_LINES)) {
            if (!message.isEmpty()) below.add(line(CHANGED, part));
        }
        for (var part : wrapped(keys(moment), width, NOTE_LINES)) below.add(line(FAINT, part));
        return below;
    }

    private void ending(List<AttributedString> below, ScenarioOutcome outcome) {
        int steps = run.steps();
        var style = outcome.isWhole() ? GOOD : BAD;
        for (var line : wrapped(outcome.sentence(), width, NOTE_LINES)) {
            below.add(line(style, line));
        }
        if (outcome.isWhole()) {
            below.add(line(style, "Still whole after %d steps. Try another way.".formatted(steps)));
            return;
        }
        var verdict = "You broke it in %d steps: %s.".formatted(steps, broken(outcome));
        for (var line : wrapped(verdict, width, NOTE_LINES)) below.add(line(style, line));
        if (height < ROOMY) return;
        for (var reason : OutcomeText.reasons(run.moments())) below.add(line(PLAIN, reason));
        Lesson.of(run.entry())
                .ifPresent(lesson -> {
                    for (var line : wrapped(lesson, width, NOTE_LINES))
                        below.add(line(PLAIN, line));
                });
    }

    private String broken(ScenarioOutcome outcome) {
        var broken = outcome.broken().getFirst();
        return broken.promise()
                + ", "
                + broken.meaning()
                + (broken.isOwedBy(run.entry())
                        ? ""
                        : "; " + run.entry().name() + " does not declare that");
    }

    private static String keys(Moment moment) {
        return "1–%d step  shift+1–%1$d run on  l lines  o older value  u undo  r again  h hint  n next  s save  q quit"
                .formatted(moment.threads().size());
    }

    /// Broken between words; the last line gets the rest, whatever its length.
    private static List<String> wrapped(String text, int columns, int most) {
        var wrapped = new ArrayList<String>();
        var rest = text;
        while (wrapped.size() < most - 1 && rest.length() > columns) {
            int space = rest.lastIndexOf(' ', columns);
            if (space <= 0) break;
            wrapped.add(rest.substring(0, space));
            rest = rest.substring(space + 1);
        }
        wrapped.add(rest);
        return wrapped;
    }

    private static String tail(String text, int length) {
        return text.length() <= length ? text : "…" + text.substring(text.length() - length + 1);
    }

    private AttributedString line(AttributedStyle style, String text) {
        return cell(style, text, width);
    }

    private AttributedString cell(AttributedStyle style, String text, int columns) {
        var clean = untabbed(text);
        var shown =
                new AttributedString(clean).columnLength() <= columns ? clean : cut(clean, columns);
        return new AttributedString(shown, hasColour || style == NOW ? style : PLAIN);
    }

    private static String cut(String text, int columns) {
        return new AttributedString(text).columnSubSequence(0, Math.max(0, columns - 1)) + "…";
    }
}
