package chatlab.server.transport;

import chatlab.server.delivery.Wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/// A client with TLS.
///
/// The engine decrypts and encrypts. It also says what a handshake needs next: bytes from the
/// client (`NEED_UNWRAP`), bytes to the client (`NEED_WRAP`), or long computations (`NEED_TASK`).
/// These run on a thread of their own, so that a handshake delays no other client; meanwhile the
/// wire is paused. A handshake may begin again later: in TLS 1.2 for a renegotiation, in TLS 1.3
/// for new keys.
///
/// A wire keeps bytes only while a record has come in part, and while the socket is full. So an
/// idle client needs no buffers.
final class TlsWire implements Wire {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final LoopTls shared;
    private final Runnable readAgain;

    /// What has come and cannot be decrypted yet.
    private ByteBuffer undecrypted = NONE;

    /// What the socket did not take: the rest of one record.
    private ByteBuffer unsent = NONE;

    /// Whether a thread computes for the handshake. Until it has asked for a read, the engine can
    /// do nothing else.
    private boolean working;

    /// Whether the handshake must send something before it can go on, and the socket is full.
    private boolean stuck;

    /// Whether the client will send nothing more.
    private boolean ended;

    TlsWire(SocketChannel channel, SSLEngine engine, LoopTls shared, Runnable readAgain) {
        this.channel = channel;
        this.engine = engine;
        this.shared = shared;
        this.readAgain = readAgain;
    }

    /// See [Tls#fingerprint].
    Optional<String> fingerprint() {
        return Tls.fingerprint(engine.getSession());
    }

    /// The caller's buffer is as large as the shared one, and decrypting makes nothing longer: so
    /// it has room for everything.
    @Override
    public boolean read(ByteBuffer into) throws IOException {
        working = false;
        stuck = false;
        var encrypted = shared.fromClient().put(undecrypted);
        if (channel.read(encrypted) < 0) ended = true;
        try {
            decrypt(encrypted.flip(), into);
        } catch (SSLException e) {
            sendAlert();
            throw e;
        }
        undecrypted = copy(encrypted);
        return !engine.isInboundDone() && (!ended || isPaused());
    }

    /// Decrypts all complete records, and goes on with the handshake as far as possible.
    private void decrypt(ByteBuffer encrypted, ByteBuffer into) throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    work();
                    return;
                }
                case NEED_WRAP -> {
                    stuck = !flush();
                    if (stuck) return;
                    wrap(NONE);
                }
                default -> {
                    var status = engine.unwrap(encrypted, into).getStatus();
                    if (status != Status.OK) return; // the rest of a record is missing, or the end
                }
            }
        }
    }

    private void work() {
        working = true;
        var tasks = new ArrayList<Runnable>();
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            tasks.add(task);
        }
        shared.work(() -> {
            try {
                tasks.forEach(Runnable::run);
            } finally {
                readAgain.run();
            }
        });
    }

    /// Tells the client why TLS has failed, if it can be told.
    private void sendAlert() {
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && flush()) wrap(NONE);
        } catch (IOException _) {
            // The first error says more.
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int before = bytes.remaining();
        while (bytes.hasRemaining() && !working && flush()) {
            if (wrap(bytes)) continue;
            if (ended) throw new ClosedChannelException(); // the handshake will never be complete
            break;
        }
        return before - bytes.remaining();
    }

    /// Sends one record: of these bytes, or what a handshake needs first. Nothing else must be
    /// unsent.
    ///
    /// @return false if the handshake needs something from the client first
    private boolean wrap(ByteBuffer bytes) throws IOException {
        var encrypted = shared.toClient();
        var result = engine.wrap(bytes, encrypted);
        channel.write(encrypted.flip());
        unsent = copy(encrypted);
        if (result.bytesProduced() > 0) return true;
        if (result.getStatus() == Status.CLOSED) throw new ClosedChannelException();
        return false;
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) return NONE;
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    @Override
    public boolean flush() throws IOException {
        if (!isBlocked()) return true;
        channel.write(unsent);
        if (isBlocked()) return false;
        unsent = NONE;
        if (stuck) readAgain.run();
        return true;
    }

    @Override
    public boolean finish() throws IOException {
        if (working) return false;
        engine.closeOutbound();
        while (!engine.isOutboundDone() && flush()) {
            if (!wrap(NONE)) break;
        }
        return flush();
    }

    @Override
    public boolean isBlocked() {
        return unsent.hasRemaining();
    }

    @Override
    public boolean isPaused() {
        return working || stuck;
    }
}
