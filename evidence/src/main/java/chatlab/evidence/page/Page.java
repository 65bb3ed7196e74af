package chatlab.evidence.page;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;

import chatlab.evidence.Environment;
import chatlab.evidence.Git;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.utils.EscapeUtil;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A page: one HTML file that opens from disk, needs no network, and follows the reader's choice of
/// light or dark. It runs no script unless one is added.
///
/// All text is escaped on its way in. Not thread-safe.
public final class Page {
    /// The style sheet with the colors and faces of all pages, as a resource beside this class. It
    /// stands before every other sheet.
    public static final String PALETTE = "palette.css";

    private static final String STYLE =
            resource(Page.class, PALETTE) + resource(Page.class, "page.css");

    private final String title;
    private final String heading;
    private final StringBuilder style = new StringBuilder(STYLE);
    private final StringBuilder body = new StringBuilder();
    private final StringBuilder script = new StringBuilder();
    private String referrer = "no-referrer";

    public Page(String title) {
        this(title, title);
    }

    /// @param title for the browser's tab
    /// @param heading at the top of the page; empty if the content has its own
    public Page(String title, String heading) {
        this.title = title;
        this.heading = heading;
    }

    /// Adds anything that j2html can build.
    public Page add(DomContent content) {
        body.append(content.render()).append('\n');
        return this;
    }

    public Page heading(String text) {
        return add(h2(text));
    }

    public Page paragraph(String text) {
        return add(p(text));
    }

    /// A drawing and what it shows.
    ///
    /// @param svg an SVG document that the lab itself has drawn: it is not escaped
    public Page figure(String caption, String svg) {
        return add(
                TagCreator.figure()
                        .with(rawHtml(svg.substring(svg.indexOf("<svg"))), figcaption(caption)));
    }

    public Page table(Table table) {
        return add(table.html());
    }

    /// A table of plain texts.
    public Page table(String caption, List<String> header, List<List<String>> rows) {
        var table = new Table(caption, header);
        rows.forEach(row -> table.row(Cell.row(row)));
        return table(table);
    }

    /// The environment's main lines, so that no result is shown without what it was measured on.
    public Page environment(Environment e) {
        return table(
                "Measured on",
                List.of("what", "reading"),
                List.of(
                        List.of(
                                "processor",
                                known(e.cpu().model()) + ", " + e.cpu().cores() + " cores"),
                        List.of(
                                "system",
                                "%s %s (%s)"
                                        .formatted(
                                                e.os().name(),
                                                e.os().kernel(),
                                                e.os().architecture())),
                        List.of("JDK", known(e.jvm().vendor()) + " " + known(e.jvm().build())),
                        List.of("collector", known(e.jvm().gc())),
                        List.of("load before", load(e)),
                        List.of("commit", commit(e.git())),
                        List.of("started", e.started().toString())));
    }

    /// Adds rules to the style sheet of every page.
    public Page style(String css) {
        style.append(css);
        return this;
    }

    /// Lets the page send forms to its own server, which refuses those of other origins.
    public Page withForms() {
        referrer = "same-origin";
        return this;
    }

    /// Adds a script, which runs when the page has been read.
    public Page script(String javaScript) {
        script.append(javaScript);
        return this;
    }

    /// The whole document.
    public String html() {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'%s">
        <meta name="referrer" content="%s">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s
        %s%s</body>
        </html>
        """
                .formatted(
                        script.isEmpty() ? "" : "; script-src 'unsafe-inline'",
                        referrer,
                        escape(title),
                        style,
                        heading.isEmpty() ? "" : h1(heading).render(),
                        body,
                        script.isEmpty() ? "" : "<script>\n" + script + "</script>\n");
    }

    /// The text with everything replaced that means something in HTML, in attributes as well.
    public static String escape(String text) {
        return EscapeUtil.escape(text);
    }

    /// A text file that lies beside a class, such as a style sheet.
    ///
    /// @throws IllegalStateException if it is not there
    public static String resource(Class<?> beside, String name) {
        try (var stream = beside.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalStateException(name + " is missing in the jar");
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commit(@Nullable Git git) {
        if (git == null) return known(null);
        return git.commit() + (Boolean.TRUE.equals(git.dirty()) ? ", sources changed since" : "");
    }

    private static String load(Environment e) {
        Double before = e.load().before();
        return before == null ? known(null) : String.format(Locale.ROOT, "%.2f", before);
    }

    private static String known(@Nullable Object reading) {
        return Objects.toString(reading, "not known");
    }
}
