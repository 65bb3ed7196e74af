package chatlab.site;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A [SiteSocket] as an endpoint of Jetty, which demands that the class is public.
///
/// Jetty calls the `on…` methods one at a time. The monitor guards what waits to be shown.
public final class ViewerSocket implements SiteSocket, Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(ViewerSocket.class);
    static final int GOING_AWAY = 1001;
    private static final int BAD_DATA = 1003;
    private static final int POLICY = 1008;
    private static final int TRY_LATER = 1013;
    private static final long PATIENCE_SECONDS = 30;

    private final Opener opener;
    private final SocketLimits limits;
    private final String subprotocol;
    private final ViewerSockets all;
    private final MessageRate rate;

    // Written once, by onWebSocketOpen; volatile because any thread may send.
    private volatile @Nullable Session session;
    private volatile @Nullable Listener listener;

    private boolean isShowing;
    private @Nullable String waiting;

    ViewerSocket(Opener opener, SocketLimits limits, String subprotocol, ViewerSockets all) {
        this.opener = opener;
        this.limits = limits;
        this.subprotocol = subprotocol;
        this.all = all;
        rate = new MessageRate(limits, System.nanoTime());
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        opened.setMaxTextMessageSize(limits.messageBytes());
        opened.setMaxBinaryMessageSize(limits.messageBytes());
        session = opened;
        if (all.add(this)) {
            listener = opener.open(this);
        } else {
            close(TRY_LATER, "Too many pages are connected.");
        }
    }

    @Override
    public void onWebSocketText(String message) {
        var receiver = admitted();
        if (receiver != null) receiver.text(message);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        var bytes = new byte[payload.remaining()];
        payload.get(bytes);
        callback.succeed();
        var receiver = admitted();
        if (receiver == null) return;
        try {
            receiver.binary(bytes);
        } catch (UnsupportedOperationException _) {
            close(BAD_DATA, "This socket takes text only.");
        }
    }

    private @Nullable Listener admitted() {
        if (rate.admits(System.nanoTime())) return listener;
        close(POLICY, "Too many messages.");
        return null;
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        if (cause instanceof RuntimeException && listener != null) {
            LOG.debug("a socket has failed", cause);
        }
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        all.remove(this);
        var receiver = listener;
        listener = null;
        if (receiver != null) receiver.closed();
        callback.succeed();
    }

    @Override
    public String subprotocol() {
        return subprotocol;
    }

    @Override
    public void show(String state) {
        synchronized (this) {
            if (isShowing) {
                waiting = state;
                return;
            }
            isShowing = true;
        }
        write(state);
    }

    private void write(String state) {
        opened().sendText(state, Callback.from(this::written, _ -> {}));
    }

    private void written() {
        String next;
        synchronized (this) {
            next = waiting;
            waiting = null;
            isShowing = next != null;
        }
        if (next != null) write(next);
    }

    @Override
    public void send(String message) throws IOException, InterruptedException {
        var done = new Callback.Completable();
        opened().sendText(message, done);
        await(done);
    }

    @Override
    public void send(byte[] message) throws IOException, InterruptedException {
        var done = new Callback.Completable();
        opened().sendBinary(ByteBuffer.wrap(message), done);
        await(done);
    }

    private void await(Callback.Completable done) throws IOException, InterruptedException {
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the viewer is gone", e.getCause());
        } catch (TimeoutException e) {
            opened().disconnect();
            throw new IOException("the viewer reads nothing", e);
        }
    }

    void ping() {
        opened().sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    @Override
    public void close(int code, String reason) {
        opened().close(code, reason, Callback.NOOP);
    }

    private Session opened() {
        var opened = session;
        if (opened == null) throw new IllegalStateException("the socket is not open yet");
        return opened;
    }
}
