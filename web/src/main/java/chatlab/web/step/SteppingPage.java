package chatlab.web.step;

import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.site.SiteSocket;
import chatlab.site.SocketLimits;
import chatlab.step.page.StepBench;
import chatlab.step.page.StepFile;
import chatlab.step.page.StepSession;
import chatlab.web.page.WebPage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The page `/step`: you are the scheduler.
public final class SteppingPage implements WebPage {
    private static final String FILES = "/static/step/";
    private static final SocketLimits LIMITS = new SocketLimits(StepSession.MOST_WISH, 50, 100);

    private final StepBench bench;

    /// @param strategies as `--strategy` takes them; those that are files can be stepped besides
    ///   the catalogue's
    public SteppingPage(List<String> strategies) {
        bench =
                new StepBench(
                        strategies.stream()
                                .filter(one -> one.endsWith(".java"))
                                .map(Path::of)
                                .toList());
    }

    @Override
    public String name() {
        return "step";
    }

    @Override
    public String title() {
        return "Step";
    }

    @Override
    public String summary() {
        return "You are the scheduler: step two threads through the real code, and see it break.";
    }

    @Override
    public void addTo(Routes routes) {
        for (var name : List.of(StepFile.STYLE, StepFile.VIEW)) {
            routes.file(FILES + name, StepFile.class, name);
        }
        routes.read("/step/qr", QrCodes::answer);
        routes.socket("/step/socket", LIMITS, List.of(), this::open);
    }

    @Override
    public PageFrame.Files files() {
        return new PageFrame.Files(
                List.of(FILES + StepFile.STYLE), List.of(FILES + StepFile.VIEW, FILES + "live.js"));
    }

    private SiteSocket.Listener open(SiteSocket socket) {
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
            // The viewer is gone, and the session closes in a moment.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        bench.close();
    }
}
