package chatlab.server.transport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Logs that the server cannot accept clients, for example without descriptors, and that it can
/// again; not for each of ten attempts a second. Confined to the thread that accepts.
final class AcceptLog {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptLog.class);
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(10);

    /// When a failure was last logged. For [#SILENCE] after that, no other is.
    private long saidAt = System.nanoTime() - SILENCE;

    private boolean said;

    void failed(IOException e) {
        long now = System.nanoTime();
        if (now - saidAt < SILENCE) return;
        saidAt = now;
        said = true;
        LOG.warn("cannot accept clients ({}); trying again ten times a second", e.getMessage());
    }

    void succeeded() {
        if (!said) return;
        said = false;
        LOG.warn("clients are accepted again");
    }
}
