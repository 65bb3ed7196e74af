package chatlab.step.page;

import chatlab.evidence.Json;
import chatlab.step.run.SteppedRun;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// A page without a browser: makes wishes of a session, and keeps what it hears.
public final class Page implements AutoCloseable {
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final StepSession session;

    public Page(StepBench bench) {
        session = bench.open(this::hear);
    }

    private void hear(String message) {
        try {
            synchronized (heard) {
                heard.add(Json.mapper().readTree(message));
                heard.notifyAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StepSession session() {
        return session;
    }

    /// What the session's child runs.
    public SteppedRun run() {
        return Objects.requireNonNull(session.run(), "no child");
    }

    /// Makes a wish, and forgets what was heard before.
    Page wish(String kind, Map<String, ?> more) {
        heard.clear();
        var wish = new LinkedHashMap<String, Object>(more);
        wish.put("wish", kind);
        session.hear(Json.line(wish));
        return this;
    }

    /// Plays a schedule of a strategy in a scenario.
    public Page open(String strategy, String scenario, String schedule) {
        return wish(
                "OPEN", Map.of("strategy", strategy, "scenario", scenario, "schedule", schedule));
    }

    Page step(int after, String thread, int alternative) {
        return wish("STEP", Map.of("after", after, "thread", thread, "alternative", alternative));
    }

    /// The latest message of a kind; missing if there is none.
    JsonNode latest(String kind) {
        for (var message : heard.reversed()) {
            if (message.path("kind").asText().equals(kind)) return message;
        }
        return Json.mapper().missingNode();
    }

    /// Waits for a message.
    JsonNode await(String kind) throws InterruptedException {
        synchronized (heard) {
            while (latest(kind).isMissingNode()) heard.wait();
        }
        return latest(kind);
    }

    /// The latest state.
    public JsonNode state() {
        var states = latest("states").path("states");
        return states.path(states.size() - 1);
    }

    /// What the session says to the user; empty if nothing.
    String sentence() {
        return latest("said").path("sentence").asText();
    }

    @Override
    public void close() {
        session.close();
    }
}
