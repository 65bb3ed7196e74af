package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A results page: one HTML file that opens from disk, needs no network and runs no script, and
/// follows the reader's choice of light or dark.
///
/// All text is escaped on its way in. Not thread-safe.
public final class Page {

    private static final Pattern NUMBER =
            Pattern.compile("–|[-+±≤≥<>~]? ?[0-9][0-9.,\u202f]*( ?%)?");

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: #8884; --soft: #8881; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h1, h2 { line-height: 1.2; }
            .table { overflow-x: auto; margin: 1rem 0; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            caption { text-align: left; font-weight: 600; padding: .3rem 0; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .8rem; border-bottom: 1px solid var(--line); }
            thead th { border-bottom-width: 2px; }
            tbody tr:nth-child(even) { background: var(--soft); }
            .n { text-align: right; }
            p, td { white-space: pre-line; overflow-wrap: anywhere; }
            td.n { white-space: nowrap; }
            @media (max-width: 30rem) { th, td { padding: .3rem .4rem; font-size: .9em; } }
            tr.struck td:not(:last-child) { text-decoration: line-through; }
            figure { margin: 1.5rem 0; }
            figure svg { max-width: 100%; height: auto; background: #fff; border-radius: 4px; }
            figcaption { font-size: .9rem; }
            """;

    private final String title;
    private final StringBuilder body = new StringBuilder();

    public Page(String title) {
        this.title = title;
    }

    public Page heading(String text) {
        body.append("<h2>").append(escape(text)).append("</h2>\n");
        return this;
    }

    public Page paragraph(String text) {
        body.append("<p>").append(escape(text)).append("</p>\n");
        return this;
    }

    /// A drawing and what it shows.
    ///
    /// @param svg an SVG document that a program of the lab's own has drawn: it is not escaped
    public Page figure(String caption, String svg) {
        body.append("<figure>\n")
                .append(svg.substring(svg.indexOf("<svg")))
                .append("\n<figcaption>")
                .append(escape(caption))
                .append("</figcaption></figure>\n");
        return this;
    }

    /// A table in which some rows are struck out, but for their first and last cell: who, and why.
    public Page table(
            String caption, List<String> header, List<List<String>> rows, Set<Integer> struckOut) {
        table(caption, header, rows);
        int at = body.lastIndexOf("<tbody>");
        for (int i = 0; i < rows.size(); i++) {
            at = body.indexOf("<tr>", at);
            if (struckOut.contains(i)) {
                body.replace(at, at + 4, "<tr class=\"struck\">");
            }
            at += 4;
        }
        return this;
    }

    /// A table whose rows lead elsewhere.
    ///
    /// @param addresses for each row, relative to the page, or empty: it leads nowhere
    public Page table(
            String caption, List<String> header, List<List<String>> rows, List<String> addresses) {
        table(caption, header, rows);
        int at = body.lastIndexOf("<tbody>");
        for (var address : addresses) {
            at = body.indexOf("<th scope=\"row\">", at) + "<th scope=\"row\">".length();
            if (address.isEmpty()) continue;
            body.insert(body.indexOf("</th>", at), "</a>");
            body.insert(at, "<a href=\"" + escape(address) + "\">");
        }
        return this;
    }

    /// A table; the first cell of each row is its name, and cells that are numbers stand right.
    public Page table(String caption, List<String> header, List<List<String>> rows) {
        body.append("<div class=\"table\"><table>\n<caption>")
                .append(escape(caption))
                .append("</caption>\n<thead><tr>");
        for (int i = 0; i < header.size(); i++) {
            body.append("<th scope=\"col\"")
                    .append(isNumeric(rows, i) ? " class=\"n\">" : ">")
                    .append(escape(header.get(i)))
                    .append("</th>");
        }
        body.append("</tr></thead>\n<tbody>\n");
        rows.forEach(this::row);
        body.append("</tbody>\n</table></div>\n");
        return this;
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
                                e.os().name()
                                        + " "
                                        + e.os().kernel()
                                        + " ("
                                        + e.os().architecture()
                                        + ")"),
                        List.of("JDK", known(e.jvm().vendor()) + " " + known(e.jvm().build())),
                        List.of("collector", known(e.jvm().gc())),
                        List.of("load before", load(e)),
                        List.of("commit", commit(e)),
                        List.of("started", e.started().toString())));
    }

    /// The whole document.
    public String html() {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <h1>%1$s</h1>
        %3$s</body>
        </html>
        """
                .formatted(escape(title), STYLE, body);
    }

    /// The text with everything replaced that means something in HTML, in attributes as well.
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void row(List<String> cells) {
        body.append("<tr><th scope=\"row\">").append(escape(cells.getFirst())).append("</th>");
        body.append(
                cells.stream()
                        .skip(1)
                        .map(cell -> (isNumber(cell) ? "<td class=\"n\">" : "<td>") + escape(cell))
                        .collect(Collectors.joining("</td>", "", "</td></tr>\n")));
    }

    private static boolean isNumeric(List<List<String>> rows, int column) {
        return column > 0
                && !rows.isEmpty()
                && rows.stream().allMatch(r -> isNumber(r.get(column)));
    }

    private static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    private static String commit(Environment e) {
        Git git = e.git();
        if (git == null) {
            return "not told";
        }
        return git.commit() + (Boolean.TRUE.equals(git.dirty()) ? ", sources changed since" : "");
    }

    private static String load(Environment e) {
        Double before = e.load().before();
        return before == null ? known(null) : String.format(Locale.ROOT, "%.2f", before);
    }

    private static String known(@Nullable Object reading) {
        return reading == null ? "not told" : reading.toString();
    }
}
