package chatlab.server.net;

import chatlab.protocol.Message;
import chatlab.relay.Refused;
import chatlab.relay.Relay;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.Pulse;
import chatlab.server.net.Event.Said;
import chatlab.server.net.Event.Signal;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What this server sends to the relay. It numbers deeds, and knows which have come back.
/// Thread-safe.
final class Outgoing {
    /// How many messages of one user may be on their way at once. Then the user's thread waits, and
    /// so the client: a relay is no place to store what receivers cannot take.
    private static final int WINDOW = 64;

    private final AtomicLong deeds = new AtomicLong();
    private final AtomicLong said = new AtomicLong();

    /// By number: who waits for a deed to come back.
    private final Map<Long, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();

    /// By user.
    private final Map<Long, Semaphore> windows = new ConcurrentHashMap<>();

    /// Deeds that the relay has refused. [Sequence] passes over them.
    final Set<Long> skipped = ConcurrentHashMap.newKeySet();

    /// Null until it is open. Volatile: it may call back before [#open] returns.
    private volatile @Nullable Relay relay;

    void open(Relay opened) {
        relay = opened;
    }

    private Relay relay() {
        var open = relay;
        if (open == null) throw new IllegalStateException("the relay is not open yet");
        return open;
    }

    boolean isOpen() {
        return relay != null;
    }

    /// Sends a deed.
    ///
    /// @return completes when it has come back: whether it took effect
    CompletableFuture<Boolean> send(Deed deed) {
        long number = deeds.incrementAndGet();
        var result = new CompletableFuture<Boolean>();
        waiting.put(number, result);
        try {
            relay().send(EventCodec.deed(number, deed));
        } catch (Refused e) {
            refused(number, e);
        }
        return result;
    }

    /// Sends a deed whose outcome nobody waits for: if it is refused, the next state repeats it.
    void post(Deed deed) {
        var _ = send(deed);
    }

    void refused(long number, Refused why) {
        skipped.add(number);
        var result = waiting.remove(number);
        if (result != null) result.completeExceptionally(why);
    }

    /// A deed of this server has come back and has been applied.
    ///
    /// @param failure why it has not, if a strategy could not be created
    void returned(long number, boolean effect, @Nullable RuntimeException failure) {
        var result = waiting.remove(number);
        if (result == null) return;
        if (failure == null) result.complete(effect);
        else result.completeExceptionally(failure);
    }

    /// Sends a signal. It is sent again soon, so nobody needs to know if this one is refused.
    void signal(Signal signal) {
        try {
            relay().send(EventCodec.signal(signal));
        } catch (Refused _) {
            // A minority has nobody to tell.
        }
    }

    void say(long by, Message message, long patienceMillis) throws Refused, InterruptedException {
        var window = windows.computeIfAbsent(by, _ -> new Semaphore(WINDOW));
        // After the patience it goes out all the same: the relay decides, not the window.
        window.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
        try {
            relay().send(EventCodec.said(new Said(by, message)));
            said.incrementAndGet();
        } catch (Refused e) {
            saidReturned(by);
            throw e;
        }
    }

    /// A message of this server's user has come back, or was refused on its way.
    void saidReturned(long by) {
        var window = windows.get(by);
        if (window != null && window.availablePermits() < WINDOW) window.release();
    }

    void unsaid() {
        said.decrementAndGet();
    }

    void gone(long user) {
        windows.remove(user);
    }

    /// @param settings see [Settings#digest]
    Pulse pulse(int settings) {
        return new Pulse(deeds.get(), said.get(), settings);
    }
}
