package chatlab.web;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import chatlab.site.Guards;
import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.site.Site;
import chatlab.site.Token;
import chatlab.web.page.WebPage;

import j2html.TagCreator;

import java.io.IOException;
import java.util.List;

/// A running site with pages of the lab. Closing it ends what the pages have started.
final class LabSite implements AutoCloseable {
    /// Enough for a room that watches one screen each.
    private static final int MOST_SOCKETS = 128;

    private static final String NAME = "Chat Lab";
    private static final String START = "/";

    private final Site site;
    private final Token token;
    private final List<WebPage> pages;

    private LabSite(Site site, Token token, List<WebPage> pages) {
        this.site = site;
        this.token = token;
        this.pages = pages;
    }

    /// @param port 0: any that is free
    /// @param large whether the pages begin with large type
    static LabSite start(int port, Token token, List<WebPage> pages, boolean large)
            throws IOException {
        var links = pages.stream().map(page -> new PageFrame.Link(path(page), page.title())).toList();
        var frame = new PageFrame(NAME, links, large);
        var routes = frame.addTo(new Routes());
        var start = frame.html(START, NAME, new PageFrame.Files(List.of(), List.of()), list(pages));
        routes.page(START, () -> start);
        for (var page : pages) {
            var html = frame.html(path(page), page.title(), page.files(), page.body());
            routes.page(path(page), () -> html);
            routes.files("/static/" + page.name() + "/", page.getClass(), "static");
            page.addTo(routes);
        }
        var site = Site.start(port, routes, Guards.ofPages(token), MOST_SOCKETS);
        return new LabSite(site, token, List.copyOf(pages));
    }

    private static String path(WebPage page) {
        return "/" + page.name();
    }

    private static String list(List<WebPage> pages) {
        return TagCreator.div()
                .with(h1("A laboratory for concurrency"))
                .with(p("One chat, many ways to broadcast a message, some of them broken on purpose."))
                .with(TagCreator.div(each(pages, LabSite::item)).withClass("grid"))
                .render();
    }

    private static j2html.tags.DomContent item(WebPage page) {
        var link = a(page.title()).withHref(path(page)).attr("data-page");
        return section(h2(link), p(page.summary())).withClass("panel");
    }

    /// The one address to open, with the key.
    String address() {
        return site.address(START, token);
    }

    int port() {
        return site.port();
    }

    @Override
    public void close() {
        site.close();
        pages.forEach(WebPage::close);
    }
}
