package chatlab.server.transport;

import chatlab.protocol.LineDecoder;
import chatlab.server.command.Commands;
import chatlab.server.limits.TokenBucket;
import chatlab.server.session.Session;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The task of the thread that reads one client: it cuts bytes into lines and handles them in
/// order.
final class Connection implements Runnable {
    /// The bytes of one read. Most clients send a line now and then; a buffer doubles whenever one
    /// read fills it.
    private static final int LEAST_READ = 512;

    private static final int MOST_READ = 16 * 1024;

    private final Socket socket;
    private final Session session;
    private final Optional<TokenBucket> bucket;
    private boolean named;

    Connection(Socket socket, Session session) {
        this.socket = socket;
        this.session = session;
        bucket = session.bucket();
    }

    @Override
    public void run() {
        String reason;
        try {
            read(socket.getInputStream());
            reason = session.quitReason().orElse("Connection closed");
        } catch (IOException e) {
            reason = "Read error: " + e.getMessage();
        }
        session.end(reason);
    }

    private void read(InputStream in) throws IOException {
        var decoder = new LineDecoder();
        var bytes = new byte[LEAST_READ];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            session.keepAlive().heard();
            decoder.feed(ByteBuffer.wrap(bytes, 0, n));
            handleLines(decoder);
            if (session.quitReason().isPresent()) return;
            if (n == bytes.length && n < MOST_READ) bytes = new byte[2 * n];
        }
        decoder.end();
        handleLines(decoder);
    }

    /// Handles the lines that have come, until one of them ends the session.
    private void handleLines(LineDecoder decoder) throws IOException {
        for (var line = decoder.next(); line != null; line = decoder.next()) {
            if (bucket.isPresent()) pause(bucket.get().take(System.nanoTime()));
            Commands.handle(session, line);
            if (!named && session.user().isRegistered()) nameThread();
            if (session.quitReason().isPresent()) return;
        }
    }

    /// Shows the nick in a thread dump.
    private void nameThread() {
        named = true;
        Thread.currentThread().setName("session " + session.user().nick());
    }

    /// Reads nothing for a while. What a client sends too fast waits in its own socket.
    private static void pause(long nanos) throws IOException {
        if (nanos == 0) return;
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is closing");
        }
    }
}
