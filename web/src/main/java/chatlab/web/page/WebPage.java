package chatlab.web.page;

import chatlab.site.PageFrame;
import chatlab.site.Routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// One page of the lab, with everything that it asks of the server.
///
/// The files of the page are resources beside its class: the body in `NAME.html`, scripts and
/// styles in the folder `static`, served under `/static/NAME/`, where NAME is the page's [#name()].
/// Thread-safe, like everything that it adds to the routes.
public interface WebPage extends AutoCloseable {

    /// A short word such as `live`, which is also its path: `/live`.
    String name();

    /// As in the navigation, such as `Live`.
    String title();

    /// One sentence for the start page: what you can do there.
    String summary();

    /// Adds what the page's scripts ask for: requests and sockets, with paths below `/NAME/`. The
    /// page itself and its files are there already.
    void addTo(Routes routes);

    /// The scripts and styles that the page needs: all below `/static/`.
    PageFrame.Files files();

    /// The content of the page: HTML without any user's text, which scripts add as text.
    default String body() {
        var file = name() + ".html";
        try (var stream = getClass().getResourceAsStream(file)) {
            if (stream == null) throw new IllegalStateException(file + " is missing in the jar");
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends what the page has started, such as child processes. The site has closed already.
    @Override
    default void close() {}
}
