package chatlab.server;

import chatlab.protocol.LineDecoder;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/// The task of the thread that reads one client: bytes in, lines out, one command after another.
final class Connection implements Runnable {
    private static final int BUFFER = 2048;

    private final Socket socket;
    private final Session session;
    private final Outbox outbox;

    Connection(Socket socket, Session session, Outbox outbox) {
        this.socket = socket;
        this.session = session;
        this.outbox = outbox;
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
        session.end(outbox.failure().isEmpty() ? reason : outbox.failure());
    }

    private void read(InputStream in) throws IOException {
        var decoder = new LineDecoder();
        var bytes = new byte[BUFFER];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            decoder.feed(ByteBuffer.wrap(bytes, 0, n));
            for (var line = decoder.next(); line != null; line = decoder.next()) {
                session.handle(line);
                if (session.quitReason().isPresent()) return;
            }
        }
    }
}
