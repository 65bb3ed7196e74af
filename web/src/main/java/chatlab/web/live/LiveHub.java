package chatlab.web.live;

import chatlab.evidence.Json;
import chatlab.site.SiteSocket;
import chatlab.web.page.Viewers;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What all viewers of the page share: the servers that run, and the frames.
///
/// Every viewer may start and stop them. Without viewers they end. Thread-safe: the monitor guards
/// what runs; one thread makes the frames.
final class LiveHub implements AutoCloseable {
    private static final long FRAME_MILLIS = 50;

    /// Long enough to load the page again.
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(15);

    /// What a viewer asks for.
    ///
    /// @param action `start`, `stop`, `stall` or `resume`
    /// @param settings with `start` only
    private record Wish(String action, @Nullable LiveSettings settings) {}

    /// Why a wish was not granted.
    private record Refusal(String schema, String sentence) {}

    private final String mainClass;
    private final Set<String> known;
    private final Viewers viewers = new Viewers();
    private final Thread frames =
            Thread.ofVirtual().name("live frames").unstarted(this::makeFrames);
    private final long began = System.nanoTime();
    private LiveSettings settings;
    private List<LiveRun> runs = List.of();
    private boolean isStalled;
    private boolean hasNews = true;
    private boolean isClosed;
    private long seenAt = began;

    /// @param mainClass the main class of the `lab` command
    /// @param settings to begin with
    /// @param known the strategies that viewers may choose
    LiveHub(String mainClass, LiveSettings settings, Set<String> known) {
        this.mainClass = mainClass;
        this.settings = settings;
        this.known = Set.copyOf(known);
        frames.start();
    }

    /// Serves one viewer.
    SiteSocket.Listener open(SiteSocket viewer) {
        var listener = viewers.add(viewer, message -> obey(viewer, message));
        viewer.show(Json.line(frame()));
        return listener;
    }

    private void obey(SiteSocket viewer, String message) {
        var objection = obey(message);
        if (objection == null) return;
        try {
            viewer.send(Json.line(new Refusal("chatlab/live-refusal/1", objection)));
        } catch (IOException _) {
            // The viewer is gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return why not, as a sentence; null: done
    private @Nullable String obey(String message) {
        try {
            var wish = Json.mapper().readValue(message, Wish.class);
            return switch (String.valueOf(wish.action())) {
                case "start" -> start(wish.settings());
                case "stop" -> {
                    stop();
                    yield null;
                }
                case "stall", "resume" -> stall(wish.action().equals("stall"));
                default -> "There is no action " + wish.action() + ".";
            };
        } catch (JsonProcessingException _) {
            return "The page sent something that this lab does not understand.";
        }
    }

    private synchronized @Nullable String start(@Nullable LiveSettings wanted) {
        if (wanted == null) return "A start needs settings.";
        var objection = wanted.objection(known);
        if (objection != null || isClosed) return objection;
        stop();
        settings = wanted;
        runs =
                wanted.strategies().stream()
                        .map(strategy -> LiveRun.start(mainClass, strategy, wanted))
                        .toList();
        return null;
    }

    private synchronized void stop() {
        runs.forEach(LiveRun::close);
        runs = List.of();
        isStalled = false;
        hasNews = true;
    }

    private synchronized @Nullable String stall(boolean isOn) {
        if (runs.isEmpty()) return "Nothing runs.";
        runs.forEach(run -> run.stall(isOn));
        isStalled = isOn;
        return null;
    }

    private synchronized LiveFrame frame() {
        return new LiveFrame(
                LiveFrame.SCHEMA,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                isStalled,
                settings,
                runs.stream().map(LiveRun::side).toList());
    }

    private void makeFrames() {
        try {
            while (true) {
                Thread.sleep(FRAME_MILLIS);
                if (isWatched()) viewers.show(frame());
            }
        } catch (InterruptedException _) {
            // The page has closed.
        }
    }

    /// Whether somebody waits for a frame. If nobody is there for a while, everything ends.
    private synchronized boolean isWatched() {
        long now = System.nanoTime();
        if (!viewers.isEmpty()) {
            seenAt = now;
            boolean isDue = hasNews || !runs.isEmpty();
            hasNews = false;
            return isDue;
        }
        if (!runs.isEmpty() && now - seenAt > ALONE_NANOS) stop();
        return false;
    }

    @Override
    public void close() {
        frames.interrupt();
        synchronized (this) {
            isClosed = true;
            stop();
        }
    }
}
