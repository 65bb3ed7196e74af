package chatlab.step.page;

import chatlab.evidence.page.Page;
import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.site.SiteSocket;
import chatlab.site.SocketLimits;

import java.io.IOException;
import java.util.List;

/// The page `/step` of a site, and its socket.
public final class StepRoutes {
    public static final String PATH = "/step";
    private static final String FILES = "/static/step/";

    /// A wish may bring a source along, whose line ends and quotes JSON makes longer.
    private static final SocketLimits LIMITS =
            new SocketLimits(4 * StepSources.MOST_SOURCE, 50, 100);

    private StepRoutes() {}

    /// Adds the page, its files, and its socket.
    ///
    /// @param bench what all pages share; the caller closes it after the site
    public static Routes addTo(Routes routes, PageFrame frame, StepBench bench) {
        var files =
                new PageFrame.Files(
                        List.of(FILES + "step.css"), List.of(FILES + "view.js", FILES + "live.js"));
        var html = frame.html(PATH, "Step", files, Page.resource(StepRoutes.class, "live.html"));
        for (var name : List.of("step.css", "view.js", "live.js")) {
            routes.file(FILES + name, StepRoutes.class, name);
        }
        return routes.page(PATH, () -> html)
                .socket(PATH + "/socket", LIMITS, List.of(), socket -> listener(bench, socket));
    }

    private static SiteSocket.Listener listener(StepBench bench, SiteSocket socket) {
        var session = bench.open(message -> send(socket, message));
        return new SiteSocket.Listener() {
            @Override
            public void text(String message) {
                session.hear(message);
            }

            @Override
            public void closed() {
                session.close();
            }
        };
    }

    private static void send(SiteSocket socket, String message) {
        try {
            socket.send(message);
        } catch (IOException _) {
            // The page is gone; its session is closed in a moment.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
