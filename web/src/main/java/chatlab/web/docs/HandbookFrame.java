package chatlab.web.docs;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ul;

import chatlab.evidence.page.Page;
import chatlab.site.PageFrame;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.utils.EscapeUtil;

import java.util.List;

/// What all pages of the handbook have in common: the header with the search, the contents of the
/// handbook and of the page. The style is that of the lab's other pages.
///
/// The pages open from disk, where a browser runs no modules and fetches nothing; so all scripts
/// are plain ones, and the search's index is a script as well.
///
/// @param groups of the navigation
record HandbookFrame(List<Group> groups) {
    static final String STYLE = "static/handbook.css";
    static final String SCRIPT = "static/handbook.js";
    static final String INDEX = "static/index.js";

    /// A part of the navigation.
    record Group(String title, List<Document> documents) {}

    HandbookFrame {
        groups = List.copyOf(groups);
    }

    /// The files that every page uses, besides the index.
    static List<HandbookFile> files() {
        return List.of(
                HandbookFile.text(
                        STYLE,
                        Page.resource(Page.class, Page.PALETTE)
                                + Page.resource(PageFrame.class, "static/site.css")
                                + Page.resource(HandbookFrame.class, "handbook.css")),
                HandbookFile.text(SCRIPT, Page.resource(HandbookFrame.class, "handbook.js")),
                HandbookFile.text(
                        "static/icon.svg", Page.resource(PageFrame.class, "static/icon.svg")));
    }

    /// The page of a document.
    String html(Document document) {
        return html(document.page(), document.title(), contents(document), document.html());
    }

    /// Any page.
    ///
    /// @param page its path in the site
    /// @param aside beside the content
    /// @param body HTML that the lab itself has written: it is not escaped
    String html(String page, String title, DomContent aside, String body) {
        var root = "../".repeat((int) page.chars().filter(c -> c == '/').count());
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <link rel="icon" href="%2$sstatic/icon.svg">
        <link rel="stylesheet" href="%2$s%3$s">
        <script defer src="%2$s%4$s"></script>
        <script defer src="%2$s%5$s"></script>
        </head>
        <body data-root="%2$s">
        <a class="skip" href="#main">Skip to the content</a>
        <header class="site">
        <a class="brand" href="%2$sindex.html">Chat Lab</a>
        <search><label class="unseen" for="search">Search</label>
        <input id="search" type="search" placeholder="Search (press /)" autocomplete="off"></search>
        </header>
        <div class="handbook">
        %6$s
        <main id="main" tabindex="-1">
        <section id="found" aria-live="polite" hidden></section>
        <article>
        %7$s
        </article>
        </main>
        %8$s
        </div>
        </body>
        </html>
        """
                .formatted(
                        EscapeUtil.escape(title.equals("Chat Lab") ? title : title + " · Chat Lab"),
                        root,
                        STYLE,
                        INDEX,
                        SCRIPT,
                        navigation(page).render(),
                        body.strip(),
                        aside.render());
    }

    private DomContent navigation(String page) {
        return nav(each(
                        groups,
                        group ->
                                TagCreator.div(
                                        h2(group.title()),
                                        ul(
                                                each(
                                                        group.documents(),
                                                        document -> li(link(page, document)))))))
                .withClass("pages")
                .attr("aria-label", "Documents");
    }

    private static DomContent link(String page, Document document) {
        var link = a(document.title()).withHref(DocumentLinks.relative(page, document.page()));
        return page.equals(document.page()) ? link.attr("aria-current", "page") : link;
    }

    private static DomContent contents(Document document) {
        var headings =
                document.sections().stream()
                        .filter(section -> section.level() == 2 || section.level() == 3)
                        .toList();
        if (headings.size() < 2) return TagCreator.text("");
        return nav(
                        h2("On this page"),
                        ul(
                                each(
                                        headings,
                                        heading ->
                                                li(a(heading.title()).withHref("#" + heading.id()))
                                                        .withClass("level" + heading.level()))))
                .withClass("contents")
                .attr("aria-label", "On this page");
    }
}
