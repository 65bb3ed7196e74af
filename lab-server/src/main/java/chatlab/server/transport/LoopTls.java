package chatlab.server.transport;

import chatlab.server.config.ServerConfig;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What the [TlsWire]s of one selector loop share. Confined to the loop's thread.
final class LoopTls {
    private final Tls tls;

    /// Buffers for the bytes of one turn. A record has up to 16 KiB, and a bit for its encryption.
    private final ByteBuffer fromClient = ByteBuffer.allocateDirect(SelectorLoop.BUFFER);

    private final ByteBuffer toClient = ByteBuffer.allocateDirect(SelectorLoop.BUFFER);

    /// Computes keys and signatures.
    private final ExecutorService workers =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("handshake").factory());

    private LoopTls(Tls tls) {
        this.tls = tls;
    }

    /// Null if connections do not speak TLS.
    static @Nullable LoopTls of(ServerConfig config) throws IOException {
        var tls = Tls.of(config);
        return tls == null ? null : new LoopTls(tls);
    }

    /// The server's end of TLS.
    ///
    /// @param readAgain asks the loop to read this wire; from any thread
    TlsWire over(SocketChannel channel, Runnable readAgain) {
        return new TlsWire(channel, tls.engine(), this, readAgain);
    }

    /// An empty buffer for encrypted bytes.
    ByteBuffer fromClient() {
        return fromClient.clear();
    }

    /// An empty buffer for encrypted bytes.
    ByteBuffer toClient() {
        return toClient.clear();
    }

    /// Runs a part of a handshake, which takes milliseconds, on a thread of its own.
    void work(Runnable task) {
        workers.execute(task);
    }

    void close() {
        workers.close();
    }
}
