package chatlab.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The protocol of Chromium's developer tools, over one WebSocket. Calls come from one thread;
/// answers and events arrive on a thread of the HTTP client.
final class DevTools implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATIENCE_SECONDS = 60;

    private final HttpClient http;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Consumer<JsonNode> events;

    /// @param address of one page of the browser, as a WebSocket
    /// @param events receives what the browser reports by itself
    DevTools(HttpClient http, URI address, Consumer<JsonNode> events)
            throws IOException, InterruptedException {
        this.http = http;
        this.events = events;
        socket = done(http.newWebSocketBuilder().buildAsync(address, new Receiver()));
    }

    /// Collects the parts of each message.
    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var whole = text.toString();
                text.setLength(0);
                received(whole);
            }
            webSocket.request(1);
            return null;
        }
    }

    private void received(String text) {
        try {
            var message = JSON.readTree(text);
            if (!message.has("id")) {
                events.accept(message);
                return;
            }
            var call = waiting.remove(message.get("id").asInt());
            if (call != null) call.complete(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Calls a method and waits for its result.
    JsonNode call(String method, Map<String, ?> parameters)
            throws IOException, InterruptedException {
        int id = calls.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        var call = Map.of("id", id, "method", method, "params", parameters);
        done(socket.sendText(JSON.writeValueAsString(call), true));
        var message = done(answer);
        if (message.has("error")) {
            throw new IOException(method + ": " + message.get("error"));
        }
        return message.get("result");
    }

    private static <T> T done(CompletableFuture<T> future)
            throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the browser does not answer", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
