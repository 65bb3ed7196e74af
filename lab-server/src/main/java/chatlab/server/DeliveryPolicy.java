package chatlab.server;

import java.util.Locale;

/// Which thread writes a message to its receivers' sockets.
public enum DeliveryPolicy {
    /// Each session has a bounded outbox and a writer thread that drains it in batches.
    QUEUED,
    /// One thread owns all sockets: it reads, delivers, and writes once to every receiver a turn.
    LOOP,
    /// The sender's thread writes to every receiver, as first programs do. One that does not read
    /// holds up everybody.
    DIRECT;

    /// The word for it on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
