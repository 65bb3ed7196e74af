package chatlab.coursework.review;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.header;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.legend;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.progress;
import static j2html.TagCreator.section;
import static j2html.TagCreator.text;
import static j2html.TagCreator.textarea;
import static j2html.TagCreator.ul;

import chatlab.coursework.grade.KeptReport;
import chatlab.coursework.page.Feedback;
import chatlab.coursework.page.ReportPage;
import chatlab.coursework.review.Review.Item;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Marks.Mark;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade.Result;
import chatlab.coursework.unpack.Unpacking;
import chatlab.evidence.page.Cell;
import chatlab.evidence.page.Page;
import chatlab.evidence.page.Table;

import j2html.TagCreator;
import j2html.tags.DomContent;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The pages of a [Review]: all submissions, and one report beside its evidence and its marks.
///
/// They are forms and links, and run no script. All that a submission holds is escaped.
final class ReviewPage {
    private static final String STYLE =
            ReportPage.STYLE + Page.resource(ReviewPage.class, "review.css");

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
        return new Page("Review").style(STYLE).paragraph(text).html();
    }

    /// All submissions, and how many marks each still waits for.
    String list() {
        var table = new Table("", List.of("submission", "students", "points", "open"));
        for (var item : items) {
            table.row(
                    List.of(
                            new Cell.Link(item.id(), path(item)),
                            Cell.of(names(item)),
                            Cell.of(Points.text(item.grade().score())),
                            Cell.of(waiting(item))));
        }
        return page(title(), title()).add(way(null)).add(choice()).table(table).html();
    }

    /// One submission.
    ///
    /// @param by the marker's name
    String submission(Item item, String by) throws IOException {
        var marks =
                section(h2("Marks"), p(Feedback.total(item.grade())), form(item, by))
                        .with(criteria(item), flags(item))
                        .withClass("marks");
        return page(item.id() + ": " + title(), item.id())
                .add(way(item))
                .add(div(div(report(item), source(item)), marks).withClass("beside"))
                .html();
    }

    private static Page page(String title, String heading) {
        return new Page(title, heading).style(STYLE).withForms();
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

    /// How much is done, and where to go on.
    private DomContent way(@Nullable Item at) {
        long all = items.stream().mapToLong(item -> item.forPeople().size()).sum();
        long open = items.stream().mapToLong(item -> item.grade().needsHuman().size()).sum();
        var bar = progress().attr("value", all - open).attr("max", Math.max(all, 1));
        var given = " %d of %d marks given".formatted(all - open, all);
        var next =
                next(at).<DomContent>map(item -> a("Next open").withHref(path(item)))
                        .orElseGet(() ->
                                text(
                                        open == 0
                                                ? "Nothing is open: run lab grade again, which"
                                                        + " merges the marks."
                                                : "Nothing is open in this criterion."));
        return header(
                iff(at != null, a("All submissions").withHref(root)),
                label(bar, text(given)),
                next);
    }

    /// Links to mark one criterion for all.
    private DomContent choice() {
        var links = new ArrayList<DomContent>();
        items.stream()
                .flatMap(item -> item.forPeople().stream())
                .map(Result::id)
                .distinct()
                .forEach(id -> {
                    long open = items.stream().filter(item -> item.isOpen(id)).count();
                    links.add(text(links.isEmpty() ? "" : " · "));
                    links.add(a(id).withHref(root + "?only=" + id));
                    links.add(text(" (%d open)".formatted(open)));
                });
        return only == null
                ? p(text("Mark one criterion for all: "), each(links, link -> link))
                : p(
                        text("Marking " + only + " for all. Others: "),
                        each(links, link -> link),
                        text(" · "),
                        a("all criteria").withHref(root));
    }

    private String path(Item item) {
        var name = URLEncoder.encode(item.id(), StandardCharsets.UTF_8).replace("+", "%20");
        return root + name + (only == null ? "" : "?only=" + only);
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

    // --- To read ---

    private DomContent report(Item item) throws IOException {
        try {
            return ReportPage.article(KeptReport.read(review.folder(item)));
        } catch (NoSuchFileException _) {
            return p(
                    "There is no report to show: the submission was refused, or graded by an"
                            + " earlier lab (then run lab grade with --fresh).");
        } catch (StackOverflowError _) {
            return p("The report is nested too deeply to be shown.");
        }
    }

    private DomContent source(Item item) throws IOException {
        var strategy = review.rubric().strategy();
        if (strategy == null) return text("");
        var file = review.folder(item).resolve("submission").resolve(strategy);
        if (!Files.isRegularFile(file) || Files.size(file) > Unpacking.LARGEST_SOURCE) {
            return text("");
        }
        var source = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return each(h2(strategy), pre(code(source)));
    }

    private static DomContent criteria(Item item) {
        var list = div(h2("All criteria"));
        for (var each : item.grade().criteria()) {
            var points = Feedback.score(each) + " of " + Points.text(each.max());
            var badge = Feedback.badge(each).html();
            list.with(h3(each.title()), p(badge, text(" " + points)), p(each.why()));
        }
        return list;
    }

    private static DomContent flags(Item item) {
        var flags = item.grade().flags();
        return flags.isEmpty() ? text("") : each(h2("Noticed"), ul(each(flags, flag -> li(flag))));
    }

    // --- To decide ---

    private DomContent form(Item item, String by) {
        var asked =
                item.forPeople().stream()
                        .filter(each -> only == null || each.id().equals(only))
                        .toList();
        if (asked.isEmpty()) return p("Nothing here is left to a marker.");
        return TagCreator.form()
                .withMethod("post")
                .withAction(path(item))
                .with(input().withType("hidden").withName("version").withValue(item.version()))
                .with(each(asked, each -> fieldset(item, each)))
                .with(label(text("Marked by "), input().withName("by").withValue(by)))
                .with(button("Save, next open").withName("next").withValue("1"), text(" "))
                .with(button("Save"));
    }

    private DomContent fieldset(Item item, Result asked) {
        var mark = item.marks().byCriterion().get(asked.id());
        var note = mark == null ? "" : Objects.requireNonNullElse(mark.note(), "");
        var marker = mark == null || mark.by() == null ? "" : " Given by " + mark.by() + ".";
        // A browser drops the line feed that a text begins with.
        var area = textarea("\n" + note).withName("note." + asked.id()).withRows("2");
        return TagCreator.fieldset()
                .withCondClass(mark == null, "open")
                .with(legend(asked.title()), p(asked.why() + marker).withClass("what"))
                .with(levels(criterion(asked.id()), mark))
                .with(label(text("Note for the student "), area));
    }

    private Criterion criterion(String id) {
        return review.rubric().criteria().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static DomContent levels(Criterion criterion, @Nullable Mark mark) {
        var given = mark == null ? "" : Points.text(mark.points());
        if (!(criterion instanceof Criterion.Human human) || human.levels().isEmpty()) {
            var most = Points.text(criterion.points());
            var number = input().withType("number").withName("points." + criterion.id());
            number.withMin("0").withMax(most).withStep("any").withValue(given);
            return label(text("Points, of " + most + " "), number);
        }
        var radios = new ArrayList<DomContent>();
        radios.add(radio(human, "", given, "open"));
        boolean isKnown = given.isEmpty();
        for (var level : human.levels()) {
            var points = Points.text(level.points());
            radios.add(radio(human, points, given, points + ": " + level.text()));
            isKnown |= points.equals(given);
        }
        if (!isKnown) radios.add(radio(human, given, given, given + ": as given by hand"));
        return each(radios, radio -> radio);
    }

    private static DomContent radio(
            Criterion.Human human, String points, String given, String text) {
        var radio = input().withType("radio").withName("points." + human.id()).withValue(points);
        return label(radio.withCondChecked(points.equals(given)), text(" " + text))
                .withClass("level");
    }
}
