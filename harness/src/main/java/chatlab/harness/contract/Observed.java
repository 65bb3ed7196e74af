package chatlab.harness.contract;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// A strategy's calls as the check makes them: counted, measured, and with a sentence for each
/// exception. One thread calls; another may look at how many calls have begun.
final class Observed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Atomic, since the thread that judges hangs reads it.
    private final AtomicLong begun = new AtomicLong();

    /// What the current call is. Volatile, since the thread that judges hangs reads it.
    private volatile String current = "the constructor";

    /// What a call breaks that never returns; null for nothing but that each call returns. Volatile
    /// for the same reason.
    private volatile @Nullable Guarantee blamed;

    private long processorNanos;
    private long slowestNanos;
    private String leavesInterrupted = "";

    long begun() {
        return begun.get();
    }

    String current() {
        return current;
    }

    /// From here on, a call that never returns breaks this guarantee.
    void blame(Guarantee guarantee) {
        blamed = guarantee;
    }

    @Nullable Guarantee blamed() {
        return blamed;
    }

    /// Of all calls together, in nanoseconds.
    long processorNanos() {
        return processorNanos;
    }

    /// Of the slowest call, in nanoseconds of processor time.
    long slowestNanos() {
        return slowestNanos;
    }

    /// The first call that returned with the thread's interrupt flag set; empty if none did.
    String leavesInterrupted() {
        return leavesInterrupted;
    }

    <M> BroadcastStrategy<M> make(Supplier<BroadcastStrategy<M>> constructor) {
        begin("the constructor");
        return constructor.get();
    }

    <M> boolean join(BroadcastStrategy<M> channel, Subscriber<M> subscriber) {
        return call("join", Guarantee.MEMBERSHIP, () -> channel.join(subscriber));
    }

    <M> boolean leave(BroadcastStrategy<M> channel, Subscriber<M> subscriber) {
        return call("leave", Guarantee.MEMBERSHIP, () -> channel.leave(subscriber));
    }

    <M> int broadcast(BroadcastStrategy<M> channel, M message, Subscriber<M> sender) {
        return call("broadcast", Guarantee.DELIVERY, () -> channel.broadcast(message, sender));
    }

    <M> List<Subscriber<M>> subscribers(BroadcastStrategy<M> channel) {
        var listed = call("subscribers", Guarantee.MEMBERSHIP, channel::subscribers);
        // A strategy under test may break even this promise.
        if ((Object) listed == null) {
            throw new Breach.Found(Guarantee.MEMBERSHIP, "subscribers() returned null.");
        }
        return listed;
    }

    private <T> T call(String name, Guarantee guarantee, Supplier<T> call) {
        begin(name);
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            return call.get();
        } catch (Thrown thrown) {
            throw new Breach.Found(
                    Guarantee.FAILURE_ISOLATION,
                    "An exception that a subscriber's deliver threw came out of " + name + ".");
        } catch (RuntimeException | Error e) {
            if (e instanceof Thrown.AsError) {
                throw new Breach.Found(
                        Guarantee.FAILURE_ISOLATION,
                        "An Error that a subscriber's deliver threw came out of " + name + ".");
            }
            throw new Breach.Found(
                    guarantee,
                    "With one thread alone, %s threw %s (call %d)%s."
                            .formatted(name, brief(e), begun.get(), where(e)));
        } finally {
            long used = THREADS.getCurrentThreadCpuTime() - before;
            processorNanos += used;
            slowestNanos = Math.max(slowestNanos, used);
            if (Thread.interrupted() && leavesInterrupted.isEmpty()) leavesInterrupted = name;
        }
    }

    private void begin(String name) {
        current = name;
        begun.incrementAndGet();
    }

    private static String brief(Throwable thrown) {
        return thrown.toString().lines().findFirst().orElse("");
    }

    /// The line of the strategy's own that is nearest to the fault.
    private static String where(Throwable thrown) {
        for (var frame : thrown.getStackTrace()) {
            if (!"java.base".equals(frame.getModuleName())) return " at " + frame;
        }
        return "";
    }

    /// What a subscriber of the check throws.
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /// The same as an Error.
        static final class AsError extends Error {
            private static final long serialVersionUID = 1L;
        }
    }
}
