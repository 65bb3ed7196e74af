package chatlab.site;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;

import chatlab.evidence.page.Page;

import j2html.utils.EscapeUtil;

import java.util.List;
import java.util.stream.Collectors;

/// What all pages of a site have in common: the header with the links to all of them, the style
/// sheet, the script that keeps the key, and the line that says whether the server is there.
///
/// [#addTo] adds the files of the frame under `/static/site/`.
///
/// @param name of the site
/// @param links in the order shown
/// @param large whether the type is large, as for a projector; a viewer can change it
public record PageFrame(String name, List<Link> links, boolean large) {
    private static final String FILES = "/static/site/";

    public PageFrame {
        links = List.copyOf(links);
    }

    /// A page in the navigation.
    public record Link(String path, String title) {}

    /// The files of one page, besides those of the frame: their addresses on this site.
    ///
    /// @param styles of type CSS
    /// @param modules JavaScript modules, which run when the page is read
    public record Files(List<String> styles, List<String> modules) {
        public Files {
            styles = List.copyOf(styles);
            modules = List.copyOf(modules);
        }
    }

    /// Adds the frame's own files, and the request by which a page finds out whether its key is
    /// still the right one.
    public Routes addTo(Routes routes) {
        return routes.files(FILES, PageFrame.class, "static")
                .file(FILES + Page.PALETTE, Page.class, Page.PALETTE)
                .read("/hello", _ -> SiteAnswer.json("{}"));
    }

    /// The whole document.
    ///
    /// @param path of this page; its link is marked
    /// @param body HTML that the lab itself has written: it is not escaped
    public String html(String path, String title, Files files, String body) {
        return """
        <!DOCTYPE html>
        <html lang="en"%s>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="icon" href="%sicon.svg">
        <link rel="stylesheet" href="%s">
        <link rel="stylesheet" href="%ssite.css">
        %s
        <script type="module" src="%sframe.js"></script>
        %s
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="site">
        <a class="brand" href="/">%s</a>
        <nav aria-label="Pages"><ul>%s</ul></nav>
        <button type="button" id="large" aria-pressed="%s">Large type</button>
        </header>
        <p id="connection" role="status" hidden></p>
        <main id="main" tabindex="-1">
        %s
        </main>
        <noscript><p>This page needs JavaScript.</p></noscript>
        </body>
        </html>
        """
                .formatted(
                        large ? " class=\"large\"" : "",
                        escape(title.equals(name) ? name : title + " · " + name),
                        FILES,
                        FILES + Page.PALETTE,
                        FILES,
                        lines(files.styles(), "<link rel=\"stylesheet\" href=\"%s\">"),
                        FILES,
                        lines(files.modules(), "<script type=\"module\" src=\"%s\"></script>"),
                        escape(name),
                        each(links, link -> li(link(link, path))).render(),
                        large,
                        body.strip());
    }

    private static String lines(List<String> addresses, String tag) {
        return addresses.stream()
                .map(address -> tag.formatted(escape(address)))
                .collect(Collectors.joining("\n"));
    }

    private static j2html.tags.specialized.ATag link(Link link, String path) {
        var tag = a(link.title()).withHref(link.path());
        return link.path().equals(path) ? tag.attr("aria-current", "page") : tag;
    }

    private static String escape(String text) {
        return EscapeUtil.escape(text);
    }
}
