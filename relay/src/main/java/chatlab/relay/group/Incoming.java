package chatlab.relay.group;

import chatlab.relay.Refused;
import chatlab.relay.Relay;
import chatlab.relay.View;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Calls the listener, one call at a time, on the thread that brings something.
///
/// A listener that throws loses that one call only.
final class Incoming {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
    private static final long CLOSE_MILLIS = 500;

    private final Relay.Listener listener;
    private final long incarnation;

    /// Held during each call of the listener.
    private final ReentrantLock turn = new ReentrantLock();

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile boolean closed; // read before each call, without the lock
    private final AtomicLong returned = new AtomicLong(); // atomic: statistics read them
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong packets = new AtomicLong();

    /// @param incarnation that of this server, to know its own packets
    Incoming(Relay.Listener listener, long incarnation) {
        this.listener = listener;
        this.incarnation = incarnation;
    }

    void packet(Packet packet) {
        turn.lock();
        try {
            packets.incrementAndGet();
            received.addAndGet(packet.events().size());
            if (packet.incarnation() == incarnation) returned.addAndGet(packet.events().size());
            for (var event : packet.events()) {
                call(() -> listener.received(packet.from(), event));
            }
        } finally {
            turn.unlock();
        }
    }

    /// Something arrived that is not a packet of ours.
    void unreadable(String from, Packet.Unreadable why) {
        notice(
                "A packet from %s is ignored: %s. Do all servers run the same version of the lab?"
                        .formatted(from, why.getMessage()));
    }

    void view(View view) {
        inTurn(() -> listener.view(view));
    }

    void refused(List<byte[]> events, Refused why) {
        for (var event : events) inTurn(() -> listener.refused(event, why));
    }

    /// Tells the sentence, unless it was told before.
    void notice(String sentence) {
        if (told.add(sentence)) inTurn(() -> listener.notice(sentence));
    }

    private void inTurn(Runnable call) {
        turn.lock();
        try {
            call(call);
        } finally {
            turn.unlock();
        }
    }

    private void call(Runnable call) {
        if (closed) return;
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("The listener of the relay failed; what it was told is lost.", e);
        }
    }

    /// Whether the current thread is in a call of the listener.
    boolean isInCall() {
        return turn.isHeldByCurrentThread();
    }

    long returned() {
        return returned.get();
    }

    long received() {
        return received.get();
    }

    long packets() {
        return packets.get();
    }

    /// Calls the listener no more, and waits for a call that lasts, but not for long.
    void close() {
        closed = true;
        try {
            if (turn.tryLock(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) turn.unlock();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
