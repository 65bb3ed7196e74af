package chatlab.relay.group;

import chatlab.relay.Refusals;
import chatlab.relay.Refused;
import chatlab.relay.Relay;
import chatlab.relay.Server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Collects events, and sends all that wait as one packet.
///
/// One thread sends. While it is busy, events collect; so the more there is to do, the less each
/// event costs. A single event is sent at once.
final class Outgoing implements AutoCloseable {
    private static final int MAX_WAITING = 10_000;

    private final Server self;
    private final long incarnation;
    private final Carrier carrier;
    private final Incoming incoming;
    private final Thread sender;

    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(); // guarded by this
    private boolean sending; // guarded by this; true while a packet is on its way
    private boolean closed; // guarded by this
    private long sent; // guarded by this
    private long refused; // guarded by this
    private long packets; // guarded by this

    Outgoing(Server self, long incarnation, Carrier carrier, Incoming incoming) {
        this.self = self;
        this.incarnation = incarnation;
        this.carrier = carrier;
        this.incoming = incoming;
        this.sender = Thread.ofVirtual().name("relay " + self).unstarted(this::run);
    }

    void start() {
        sender.start();
    }

    void send(byte[] event) throws Refused {
        boolean mayWait = !incoming.isInCall();
        try {
            if (event.length > Relay.MAX_EVENT) throw Refusals.tooLong(event.length);
            carrier.mustBeReady();
            synchronized (this) {
                while (mayWait && !closed && waiting.size() >= MAX_WAITING) wait();
                if (closed) throw Refusals.closed(self.name());
                waiting.add(event);
                sent++;
                if (waiting.size() == 1) notifyAll();
            }
        } catch (Refused e) {
            count(1);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            count(1);
            throw Refusals.closed(self.name());
        }
    }

    private void run() {
        try {
            for (long number = 1; ; number++) {
                var events = take();
                try {
                    carrier.carry(new Packet(self, incarnation, number, List.of(), events));
                } catch (Refused why) {
                    count(events.size());
                    incoming.refused(events, why);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private synchronized List<byte[]> take() throws InterruptedException {
        sending = false;
        notifyAll();
        while (waiting.isEmpty()) wait();
        var events = new ArrayList<byte[]>();
        int bytes = 0;
        while (!waiting.isEmpty()) {
            bytes += waiting.getFirst().length;
            if (bytes > Packet.FULL && !events.isEmpty()) break;
            events.add(waiting.removeFirst());
        }
        sending = true;
        packets++;
        if (waiting.size() < MAX_WAITING) notifyAll();
        return events;
    }

    private synchronized void count(int events) {
        refused += events;
    }

    synchronized long sent() {
        return sent;
    }

    synchronized long refused() {
        return refused;
    }

    synchronized long packets() {
        return packets;
    }

    /// Takes no more events, and sends those that wait if that is done in this time.
    synchronized void finish(long millis) throws InterruptedException {
        closed = true;
        notifyAll();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (sending || !waiting.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) break;
            wait(left);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        sender.interrupt();
    }
}
