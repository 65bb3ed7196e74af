package chatlab.coursework.review;

import static chatlab.evidence.page.Page.escape;

import chatlab.coursework.grade.KeptReport;
import chatlab.coursework.page.Feedback;
import chatlab.coursework.page.ReportPage;
import chatlab.coursework.review.Review.Item;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Marks.Mark;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade.Result;
import chatlab.coursework.unpack.Unpacking;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pages of a [Review]: all submissions, and one report beside its evidence and its marks.
///
/// They are forms and links, and run no script. All that a submission holds is escaped.
final class ReviewPage {
    private static final String STYLE =
            """
            body { max-width: 96rem; }
            header { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; align-items: center; }
            progress { width: 12rem; }
            .beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(22rem, 30rem); gap: 2.5rem; }
            .marks { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 0 .5rem 1rem; }
            .marks td { font-size: .92rem; }
            fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; padding: .5rem 1rem; }
            fieldset.open { border-left: 5px solid var(--open); }
            legend { font-weight: 700; }
            label { display: block; margin: .35rem 0; }
            .level { padding-left: 1.6rem; text-indent: -1.6rem; }
            textarea { width: 100%; box-sizing: border-box; font: inherit; }
            .n { text-align: right; white-space: nowrap; }
            .why { white-space: pre-line; }
            button { font: inherit; padding: .3rem .9rem; }
            @media (max-width: 60rem) { .beside { display: block; } .marks { position: static; max-height: none; } }
            """;

    private final Review review;
    private final List<Item> items;
    private final String root;
    private final @Nullable String only;

    /// @param root the path under which all pages are
    /// @param only the one criterion that is being marked; null: all are
    ReviewPage(Review review, List<Item> items, String root, @Nullable String only) {
        this.review = review;
        this.items = items;
        this.root = root;
        this.only = only;
    }

    /// A page that says one thing.
    static String sentence(String text) {
        return page("Review", "<p>" + escape(text) + "</p>\n");
    }

    /// All submissions, and how many marks each still waits for.
    String list() {
        var rows = new StringBuilder();
        for (var item : items) {
            rows.append(
                    "<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
                            .formatted(
                                    link(item),
                                    escape(item.id()),
                                    escape(names(item)),
                                    Points.text(item.grade().score()),
                                    waiting(item)));
        }
        var body =
                "<h1>%s</h1>\n%s<p>%s</p>\n<table>\n<thead><tr><th>submission</th><th>students</th><th>points</th><th>open</th></tr></thead>\n<tbody>\n%s</tbody></table>\n"
                        .formatted(escape(title()), header(null), choice(), rows);
        return page(title(), body);
    }

    /// One submission.
    ///
    /// @param by who marks
    String submission(Item item, String by) throws IOException {
        var body =
                """
                %s<div class="beside">
                <article>
                %s%s</article>
                <section class="marks">
                <h2>%s</h2>
                <p>%s</p>
                %s%s%s</section>
                </div>
                """
                        .formatted(
                                header(item),
                                report(item),
                                source(item),
                                escape(item.id()),
                                escape(Feedback.total(item.grade())),
                                form(item, by),
                                automatic(item),
                                flags(item));
        return page(item.id() + ": " + title(), body);
    }

    /// Where a marker goes when the marks of one are saved.
    String after(Item item, boolean isNext) {
        return isNext ? next(item).map(this::path).orElse(root) : path(item);
    }

    // --- The way through ---

    /// The first that is open after this one, or from the beginning.
    private Optional<Item> next(@Nullable Item after) {
        int from = 0;
        for (int i = 0; i < items.size(); i++) {
            if (after != null && items.get(i).id().equals(after.id())) from = i + 1;
        }
        return Stream.concat(items.subList(from, items.size()).stream(), items.stream())
                .filter(item -> item.isOpen(only))
                .findFirst();
    }

    private String header(@Nullable Item at) {
        long all = items.stream().mapToLong(item -> item.forPeople().size()).sum();
        long open = items.stream().mapToLong(item -> item.grade().needsHuman().size()).sum();
        var next =
                next(at).map(item -> "<a href=\"" + link(item) + "\">Next open</a>")
                        .orElse(
                                open == 0
                                        ? "Nothing is open: run lab grade again, which merges the"
                                                + " marks."
                                        : "Nothing is open in this criterion.");
        var up = at == null ? "" : "<a href=\"" + root + "\">All submissions</a>";
        return "<header>%s<label><progress value=\"%d\" max=\"%d\"></progress> %d of %d marks given</label>%s</header>\n"
                .formatted(up, all - open, Math.max(all, 1), all - open, all, next);
    }

    /// Links to mark one criterion for all.
    private String choice() {
        var ids = items.stream().flatMap(i -> i.forPeople().stream()).map(Result::id).distinct();
        var links =
                ids.map(id ->
                        "<a href=\"%s?only=%s\">%s</a> (%d open)"
                                .formatted(
                                        root,
                                        id,
                                        escape(id),
                                        items.stream().filter(i -> i.isOpen(id)).count()));
        var all = only == null ? "" : " · <a href=\"" + root + "\">all criteria</a>";
        var now = only == null ? "Mark one criterion for all: " : "Marking " + only + ": ";
        return now + links.collect(Collectors.joining(" · ")) + all;
    }

    private String path(Item item) {
        var name = URLEncoder.encode(item.id(), StandardCharsets.UTF_8).replace("+", "%20");
        return root + name + (only == null ? "" : "?only=" + only);
    }

    private String link(Item item) {
        return escape(path(item));
    }

    private String waiting(Item item) {
        int open = item.grade().needsHuman().size();
        int all = item.forPeople().size();
        return all == 0 ? "–" : open == 0 ? "done" : open + " of " + all;
    }

    private String title() {
        return "Lab " + review.rubric().lab() + ", " + review.rubric().title() + ": review";
    }

    private static String names(Item item) {
        return item.grade().students().isEmpty() ? "" : Feedback.students(item.grade());
    }

    // --- What there is to read ---

    private String report(Item item) throws IOException {
        try {
            return ReportPage.body(KeptReport.read(review.folder(item)));
        } catch (NoSuchFileException _) {
            return "<p>There is no report to show: the submission was refused, or graded by an"
                    + " earlier lab (then run lab grade with --fresh).</p>\n";
        } catch (StackOverflowError _) {
            return "<p>The report is nested too deeply to be shown.</p>\n";
        }
    }

    private String source(Item item) throws IOException {
        var strategy = review.rubric().strategy();
        if (strategy == null) return "";
        var file = review.folder(item).resolve("submission").resolve(strategy);
        if (!Files.isRegularFile(file) || Files.size(file) > Unpacking.LARGEST_SOURCE) return "";
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return "<h2>%s</h2>\n<pre><code>%s</code></pre>\n"
                .formatted(escape(strategy), escape(text));
    }

    private static String automatic(Item item) {
        var rows =
                item.grade().criteria().stream()
                        .map(each ->
                                "<tr><td><strong>%s</strong><br><span class=\"why\">%s</span></td><td>%s</td><td class=\"n\">%s of %s</td></tr>\n"
                                        .formatted(
                                                escape(each.title()),
                                                escape(each.why()),
                                                escape(each.verdict().toString()),
                                                Feedback.score(each),
                                                Points.text(each.max())));
        return "<h2>All criteria</h2>\n<table>" + rows.collect(Collectors.joining()) + "</table>\n";
    }

    private static String flags(Item item) {
        if (item.grade().flags().isEmpty()) return "";
        return item.grade().flags().stream()
                .map(flag -> "<li>" + escape(flag) + "</li>\n")
                .collect(Collectors.joining("", "<h2>Noticed</h2>\n<ul>", "</ul>\n"));
    }

    // --- What there is to decide ---

    private String form(Item item, String by) {
        var asked =
                item.forPeople().stream()
                        .filter(each -> only == null || each.id().equals(only))
                        .toList();
        if (asked.isEmpty()) return "<p>Nothing here is left to a marker.</p>\n";
        return """
        <form method="post" action="%s">
        <input type="hidden" name="version" value="%s">
        %s<label>Marked by <input name="by" value="%s"></label>
        <button name="next" value="1">Save, next open</button> <button>Save</button>
        </form>
        """
                .formatted(
                        link(item),
                        item.version(),
                        asked.stream()
                                .map(each -> fieldset(item, each))
                                .collect(Collectors.joining()),
                        escape(by));
    }

    private String fieldset(Item item, Result asked) {
        var mark = item.marks().byCriterion().get(asked.id());
        var note = mark == null ? "" : Objects.requireNonNullElse(mark.note(), "");
        var marker = mark == null || mark.by() == null ? "" : " Given by " + mark.by() + ".";
        return """
        <fieldset%s><legend>%s</legend>
        <p class="what">%s%s</p>
        %s<label>Note for the student <textarea name="note.%s" rows="2">
        %s</textarea></label>
        </fieldset>
        """
                .formatted(
                        mark == null ? " class=\"open\"" : "",
                        escape(asked.title()),
                        escape(asked.why()),
                        escape(marker),
                        levels(criterion(asked.id()), mark),
                        asked.id(),
                        escape(note));
    }

    private Criterion criterion(String id) {
        return review.rubric().criteria().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String levels(Criterion criterion, @Nullable Mark mark) {
        var given = mark == null ? "" : Points.text(mark.points());
        if (!(criterion instanceof Criterion.Human human) || human.levels().isEmpty()) {
            return "<label>Points, of %s <input type=\"number\" name=\"points.%s\" min=\"0\" max=\"%s\" step=\"any\" value=\"%s\"></label>\n"
                    .formatted(
                            Points.text(criterion.points()),
                            criterion.id(),
                            Points.text(criterion.points()),
                            given);
        }
        var html = new StringBuilder(radio(human, "", given, "open"));
        boolean isKnown = given.isEmpty();
        for (var level : human.levels()) {
            var points = Points.text(level.points());
            html.append(radio(human, points, given, points + ": " + level.text()));
            isKnown |= points.equals(given);
        }
        if (!isKnown) html.append(radio(human, given, given, given + ": as given by hand"));
        return html.toString();
    }

    private static String radio(Criterion.Human human, String points, String given, String text) {
        return "<label class=\"level\"><input type=\"radio\" name=\"points.%s\" value=\"%s\"%s> %s</label>\n"
                .formatted(
                        human.id(), points, points.equals(given) ? " checked" : "", escape(text));
    }

    private static String page(String title, String body) {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s%s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
                .formatted(escape(title), ReportPage.STYLE, STYLE, body);
    }
}
