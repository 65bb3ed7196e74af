package chatlab.server.watch;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

import java.util.concurrent.atomic.LongAdder;

/// The time that threads have waited for locks: for monitors and for `java.util.concurrent`'s
/// locks.
///
/// The JVM reports it through Flight Recorder, so the delivery of a message costs nothing more. It
/// reports platform threads only: a virtual thread that waits leaves its carrier, and JDK 25
/// records no event for that.
final class LockWaits implements AutoCloseable {
    private static final String LOCKS = "java.util.concurrent.locks.";

    private final RecordingStream events = new RecordingStream();

    /// The stream's thread adds; others read.
    private final LongAdder nanos = new LongAdder();

    /// Starts to listen. Events arrive about a second late.
    LockWaits() {
        events.enable("jdk.JavaMonitorEnter").withoutThreshold().withoutStackTrace();
        events.enable("jdk.ThreadPark").withoutThreshold().withoutStackTrace();
        events.setOrdered(false);
        events.onEvent("jdk.JavaMonitorEnter", this::add);
        events.onEvent(
                "jdk.ThreadPark",
                event -> {
                    if (isLock(event)) add(event);
                });
        events.startAsync();
    }

    private void add(RecordedEvent event) {
        nanos.add(event.getDuration().toNanos());
    }

    /// Threads also park for conditions, queues and pools; then they wait for work, not for a lock.
    private static boolean isLock(RecordedEvent event) {
        var blocker = event.getClass("parkedClass");
        return blocker != null
                && blocker.getName().startsWith(LOCKS)
                && !blocker.getName().endsWith("ConditionObject");
    }

    /// Nanoseconds that all threads together have waited since the start.
    long nanos() {
        return nanos.sum();
    }

    @Override
    public void close() {
        events.close();
    }
}
