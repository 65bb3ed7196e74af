package chatlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.Json;
import chatlab.site.Token;
import chatlab.web.live.LivePage;
import chatlab.web.run.Strategies;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// A room full of viewers.
@Timeout(120)
class ManyViewersTest {
    private static final int VIEWERS = 50;
    private static final int FRAMES = 40;
    private static final double NANOS_PER_MILLI = 1e6;

    /// For each frame, when it first arrived anywhere.
    private final Map<Long, Long> firsts = new ConcurrentHashMap<>();

    /// For each arrival, how much later than the first that was, in nanoseconds.
    private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();

    private final class Viewer implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final CountDownLatch enough = new CountDownLatch(FRAMES);

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                long now = System.nanoTime();
                long frame = frame(text.toString());
                text.setLength(0);
                delays.add(now - firsts.computeIfAbsent(frame, _ -> now));
                enough.countDown();
            }
            socket.request(1);
            return null;
        }

        private long frame(String json) {
            try {
                return Json.mapper().readTree(json).get("millis").asLong();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// How late is measured and not judged: it depends on the machine.
    @Test
    void everyViewerGetsEveryFrameThatItHasTimeFor() throws Exception {
        var token = Token.random();
        var first = List.of("synchronized");
        var page = new LivePage(first, Strategies.of(first), TestLabMain.class.getName());
        try (var site = LabSite.start(0, token, List.of(page), false);
                var client = HttpClient.newHttpClient()) {
            var viewers = new ArrayList<Viewer>();
            var sockets = new ArrayList<WebSocket>();
            for (int i = 0; i < VIEWERS; i++) {
                var viewer = new Viewer();
                viewers.add(viewer);
                sockets.add(
                        client.newWebSocketBuilder()
                                .header("Origin", "http://127.0.0.1:" + site.port())
                                .buildAsync(
                                        URI.create(
                                                "ws://127.0.0.1:%d/live/frames?t=%s"
                                                        .formatted(site.port(), token)),
                                        viewer)
                                .join());
            }
            sockets.getFirst()
                    .sendText(
                            """
                            {"action": "start", "settings": {"strategies": ["synchronized"],
                             "delivery": "queued", "threads": "platform", "clients": 6, "senders": 2,
                             "churn": 2, "rate": 100, "seed": 1}}
                            """,
                            true)
                    .join();
            for (var viewer : viewers) viewer.enough.await();
            sockets.forEach(WebSocket::abort);
        }

        var sorted = delays.stream().sorted().toList();
        Files.writeString(
                Path.of("target", "viewers.txt"),
                "%d viewers, %d frames: an update arrives p95 %.1f ms after the first viewer has it%n"
                        .formatted(
                                VIEWERS,
                                sorted.size(),
                                sorted.get(sorted.size() * 95 / 100) / NANOS_PER_MILLI));
        assertThat(sorted).hasSizeGreaterThanOrEqualTo(VIEWERS * FRAMES);
    }
}
