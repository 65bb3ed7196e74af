package chatlab.server.session;

import chatlab.protocol.Message;
import chatlab.server.channel.User;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.delivery.Outbox;
import chatlab.server.limits.ServerLimits;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Pings one silent client, and disconnects it if it does not answer or does not register in time.
///
/// Confined to the [Heartbeat], except for [#heard].
public final class KeepAlive {
    /// How long a client has for its last line before the connection is cut.
    private static final long LAST_LINE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final User user;
    private final Outbox outbox;
    private final ServerLimits limits;
    private final String server;
    private final long connectedAt = System.nanoTime();

    /// By `System.nanoTime`. Volatile: the thread that reads the client writes it.
    private volatile long heardAt = connectedAt;

    /// When the last PING was sent. It is unanswered if nothing was heard since.
    private long pingedAt = connectedAt;

    private boolean expired;
    private long expiredAt;

    KeepAlive(User user, Outbox outbox, ServerLimits limits, String server) {
        this.user = user;
        this.outbox = outbox;
        this.limits = limits;
        this.server = server;
    }

    /// Notes that the client has sent something.
    public void heard() {
        heardAt = System.nanoTime();
    }

    /// Restarts the silence timer, after a time in which nobody could hear the client.
    void excuse() {
        heard();
    }

    void check(long now) {
        if (!user.isRegistered()) {
            if (now - connectedAt > limits.registration().toNanos()) {
                expire("Registration timeout", limits.registration(), now);
            }
            return;
        }
        long heard = heardAt;
        if (now - heard <= limits.silence().toNanos()) return;
        if (pingedAt - heard <= 0) {
            pingedAt = now;
            user.deliver(new EncodedMessage(Message.of("PING", server)));
        } else if (now - pingedAt > limits.patience().toNanos()) {
            expire("Ping timeout", limits.silence().plus(limits.patience()), now);
        }
    }

    private void expire(String what, Duration after, long now) {
        var reason = what + ": " + after.toSeconds() + " seconds";
        if (!expired) {
            expired = true;
            expiredAt = now;
            user.disconnect(reason);
        } else if (now - expiredAt > LAST_LINE_NANOS) {
            outbox.abort(reason); // the client does not read either
        }
    }
}
