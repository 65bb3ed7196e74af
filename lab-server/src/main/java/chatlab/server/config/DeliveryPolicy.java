package chatlab.server.config;

import java.util.Locale;

/// Which thread writes a message to its receivers' sockets.
public enum DeliveryPolicy {
    /// Each session has a bounded outbox and a writer thread that drains it in batches.
    QUEUED,
    /// One thread owns all sockets: it reads, delivers, and writes to every receiver once a turn.
    LOOP,
    /// The sender's thread writes to every receiver, as first programs do. A receiver that does not
    /// read blocks every sender.
    DIRECT;

    /// Its word on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
