package chatlab.coursework.page;

import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade;
import chatlab.coursework.score.Grade.Result;
import chatlab.evidence.page.Badge;
import chatlab.evidence.page.Badge.Tone;
import chatlab.evidence.page.Cell;
import chatlab.evidence.page.Page;
import chatlab.evidence.page.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The feedback for a student: a page and a text with the same words.
public final class Feedback {
    private Feedback() {}

    /// `feedback.html`.
    public static String html(Grade grade) {
        var page = new Page(title(grade));
        page.paragraph(total(grade));
        if (!grade.students().isEmpty()) page.paragraph(students(grade));
        page.table(points(grade));
        if (!grade.gates().isEmpty()) page.table(gates(grade));
        for (var each : grade.criteria()) {
            page.heading(each.title() + ": " + score(each) + " of " + Points.text(each.max()));
            page.paragraph(each.why());
            var rows = details(each);
            if (!rows.isEmpty()) page.table("", List.of("", ""), rows);
        }
        if (!grade.flags().isEmpty()) {
            page.heading("Noticed");
            page.paragraph("None of this costs a point by itself.");
            grade.flags().forEach(page::paragraph);
        }
        page.paragraph(footer(grade));
        return page.html();
    }

    private static Table points(Grade grade) {
        var table = new Table("Points", List.of("criterion", "points", "of", "verdict"));
        for (var each : grade.criteria()) {
            table.row(
                    List.of(
                            Cell.of(each.title()),
                            Cell.of(score(each)),
                            Cell.of(Points.text(each.max())),
                            badge(each)));
        }
        return table;
    }

    private static Table gates(Grade grade) {
        var table = new Table("Before the code was run", List.of("gate", "open", "why"));
        for (var gate : grade.gates()) {
            var badge =
                    gate.passed()
                            ? new Badge(Tone.GOOD, "✓", "open")
                            : new Badge(Tone.BAD, "✗", "shut");
            table.row(List.of(Cell.of(gate.id()), badge, Cell.of(gate.why())));
        }
        return table;
    }

    /// The verdict, colored by the points: all, some, none, or still open.
    public static Badge badge(Result result) {
        var text = result.verdict().toString();
        if (result.needsHuman()) return new Badge(Tone.OPEN, "?", text);
        if (result.score() >= result.max()) return new Badge(Tone.GOOD, "✓", text);
        return result.score() > 0
                ? new Badge(Tone.OPEN, "◐", text)
                : new Badge(Tone.BAD, "✗", text);
    }

    /// `feedback.md`.
    public static String markdown(Grade grade) {
        var text = new StringBuilder();
        text.append("# ")
                .append(plain(title(grade)))
                .append("\n\n")
                .append(total(grade))
                .append("\n\n");
        if (!grade.students().isEmpty()) text.append(plain(students(grade))).append("\n\n");
        for (var gate : grade.gates()) {
            text.append(
                    "- gate **%s** %s: %s%n"
                            .formatted(
                                    gate.id(), gate.passed() ? "open" : "shut", plain(gate.why())));
        }
        for (var each : grade.criteria()) {
            text.append(
                    "\n## %s: %s of %s (%s)\n\n%s\n"
                            .formatted(
                                    plain(each.title()),
                                    score(each),
                                    Points.text(each.max()),
                                    each.verdict(),
                                    plain(each.why())));
            for (var row : details(each)) {
                text.append("\n**%s:** %s\n".formatted(row.getFirst(), plain(row.getLast())));
            }
        }
        if (!grade.flags().isEmpty()) {
            text.append("\n## Noticed\n\nNone of this costs a point by itself.\n\n");
            grade.flags().forEach(flag -> text.append("- ").append(plain(flag)).append("\n"));
        }
        return text.append("\n").append(footer(grade)).append("\n").toString();
    }

    private static String title(Grade grade) {
        return "Lab " + grade.lab() + ", " + grade.rubric().title() + ": " + grade.submission();
    }

    /// The points as a sentence, with those that a marker still has to give.
    public static String total(Grade grade) {
        var score =
                "%s of %s points".formatted(Points.text(grade.score()), Points.text(grade.max()));
        if (grade.needsHuman().isEmpty()) return score + ".";
        double open =
                grade.criteria().stream().filter(Result::needsHuman).mapToDouble(Result::max).sum();
        return "%s so far; %s more are for a marker to give.".formatted(score, Points.text(open));
    }

    public static String students(Grade grade) {
        return grade.students().stream()
                .map(each ->
                        "%s (%s), %s %%"
                                .formatted(each.name(), each.id(), Points.text(each.share())))
                .collect(Collectors.joining("; "));
    }

    /// The points; a dash if a marker still has to give them.
    public static String score(Result result) {
        return result.needsHuman() && result.score() == 0 ? "–" : Points.text(result.score());
    }

    /// No rows if all points are earned.
    private static List<List<String>> details(Result result) {
        var rows = new ArrayList<List<String>>();
        if (result.score() >= result.max()) return rows;
        add(
                rows,
                result.needsHuman() && result.actual() == null ? "Levels" : "Expected",
                result.expected());
        add(rows, "Found", result.actual());
        add(rows, "What to do", result.help());
        return rows;
    }

    private static void add(List<List<String>> rows, String what, @Nullable String text) {
        if (text != null && !text.isBlank()) rows.add(List.of(what, text));
    }

    private static String footer(Grade grade) {
        return "Graded by lab %s on JDK %s, %s; rubric %s."
                .formatted(
                        grade.tools().lab(),
                        grade.tools().jdk(),
                        grade.tools().isWithoutSandbox()
                                ? "without a sandbox (limits only)"
                                : "in a sandbox",
                        grade.rubric().sha256().substring(0, 12));
    }

    /// Escapes the text for Markdown, so that a hostile report's words stay words.
    private static String plain(String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\`*_[]<>#|!&~".indexOf(c) >= 0) escaped.append('\\');
            escaped.append(c);
        }
        return escaped.toString().replace("\n", "  \n");
    }
}
