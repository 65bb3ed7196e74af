package chatlab.web.page;

import chatlab.evidence.Json;
import chatlab.site.SiteSocket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The viewers who see the same state. Thread-safe.
public final class Viewers {
    private final Set<SiteSocket> open = ConcurrentHashMap.newKeySet();

    /// Adds a viewer until its socket closes. What it says is ignored.
    public SiteSocket.Listener add(SiteSocket viewer) {
        return add(viewer, _ -> {});
    }

    /// Adds a viewer until its socket closes.
    ///
    /// @param heard gets what it says
    public SiteSocket.Listener add(SiteSocket viewer, Consumer<String> heard) {
        open.add(viewer);
        return new SiteSocket.Listener() {
            @Override
            public void text(String message) {
                heard.accept(message);
            }

            @Override
            public void closed() {
                open.remove(viewer);
            }
        };
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    /// Shows a state to all: the same text, as JSON.
    public void show(Object state) {
        var text = Json.line(state);
        open.forEach(viewer -> viewer.show(text));
    }
}
