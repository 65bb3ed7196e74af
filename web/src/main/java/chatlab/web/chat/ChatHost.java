package chatlab.web.chat;

import chatlab.evidence.Json;
import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// The chat server behind the page: one that the user has named, or a child process that starts
/// when it is first needed. Thread-safe.
final class ChatHost implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final String STRATEGY = "cow";

    private final String mainClass;
    private final @Nullable InetSocketAddress named;

    /// Null until it is needed. Guarded by the monitor.
    private @Nullable ChildProcess child;

    private @Nullable InetSocketAddress address;
    private boolean closed;

    /// @param mainClass of the `lab` command
    /// @param named the server to use; null: an own one
    ChatHost(String mainClass, @Nullable InetSocketAddress named) {
        this.mainClass = mainClass;
        this.named = named;
    }

    /// The strategy of the server; null if another command has started it.
    @Nullable String strategy() {
        return named == null ? STRATEGY : null;
    }

    /// Starts the server if it does not run.
    ///
    /// @throws IOException with a sentence for the user, if it does not start
    synchronized InetSocketAddress address() throws IOException {
        if (named != null) return named;
        if (closed) throw new IOException("The lab is ending.");
        if (child != null && address != null && child.isAlive()) return address;
        if (child != null) child.close();
        address = start();
        return address;
    }

    private InetSocketAddress start() throws IOException {
        var words =
                List.of(
                        "server",
                        "--strategy",
                        STRATEGY,
                        "--port",
                        "0",
                        "--quiet",
                        "--json",
                        "--until-eof");
        var server = ChildCommand.java(List.of(), List.of(), mainClass, words).start();
        child = server;
        try (var _ = server.killAfter(START)) {
            var ready = server.outputReader().readLine();
            if (ready == null) throw new IOException("The chat server did not start.");
            var json = Json.mapper().readTree(ready);
            return new InetSocketAddress(json.path("host").asText(), json.path("port").asInt());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (child == null) return;
        child.closeInput();
        try {
            child.waitFor(GOODBYE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        child.close();
    }
}
