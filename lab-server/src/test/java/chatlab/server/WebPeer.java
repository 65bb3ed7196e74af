package chatlab.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A web client that does what a test tells it. A read that takes ten seconds fails.
final class WebPeer implements AutoCloseable {
    private static final int WATCHDOG_SECONDS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /// Volatile: the test changes it, the client's thread reads it.
    private volatile boolean reads = true;

    /// @param origin of the page that it pretends to be; null: no page
    /// @param subprotocols in the order of preference
    WebPeer(int port, @Nullable String origin, String... subprotocols) throws Exception {
        var builder = http.newWebSocketBuilder();
        if (origin != null) builder.header("Origin", origin);
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        var address = URI.create("ws://127.0.0.1:" + port + "/");
        socket = builder.buildAsync(address, new Reader()).get(WATCHDOG_SECONDS, TimeUnit.SECONDS);
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            return next(socket, last, "");
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer part, boolean last) {
            text.append(UTF_8.decode(part));
            return next(socket, last, "binary ");
        }

        private @Nullable CompletionStage<?> next(WebSocket socket, boolean last, String kind) {
            if (last) {
                messages.add(kind + text);
                text.setLength(0);
            }
            if (reads) socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    /// Connects, with text messages, and registers.
    static WebPeer registered(int port, String nick) throws Exception {
        var peer = new WebPeer(port, null, "text.ircv3.net");
        peer.register(nick);
        return peer;
    }

    void register(String nick) throws Exception {
        send("NICK " + nick);
        send("USER " + nick + " 0 * :a web page");
        until(" 376 ");
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void send(String text) throws Exception {
        sendPart(text, true);
    }

    void sendPart(String text, boolean last) throws Exception {
        socket.sendText(text, last).get(WATCHDOG_SECONDS, TimeUnit.SECONDS);
    }

    void sendBinary(byte[] bytes) throws Exception {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).get(WATCHDOG_SECONDS, TimeUnit.SECONDS);
    }

    /// The next message that contains these words; those before it are skipped.
    String until(String words) throws InterruptedException {
        while (true) {
            var message = messages.poll(WATCHDOG_SECONDS, TimeUnit.SECONDS);
            if (message == null) throw new AssertionError("no message with '" + words + "'");
            if (message.contains(words)) return message;
        }
    }

    /// Reads nothing more until [#readOn].
    void stopReading() {
        reads = false;
    }

    void readOn() {
        reads = true;
        socket.request(1);
    }

    /// The code with which the server has closed the socket.
    int closeCode() throws Exception {
        return closed.get(WATCHDOG_SECONDS, TimeUnit.SECONDS);
    }

    /// The same; another number if the connection broke before the code arrived.
    int closeCodeOr(int broken) throws Exception {
        try {
            return closeCode();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) return broken;
            throw e;
        }
    }

    /// Ends the connection at once, like a browser that crashes.
    void cut() {
        socket.abort();
    }

    @Override
    public void close() {
        cut();
        http.shutdownNow();
    }
}
