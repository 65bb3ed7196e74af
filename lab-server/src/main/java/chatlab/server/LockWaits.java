package chatlab.server;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

import java.util.concurrent.atomic.LongAdder;

/// How long threads have waited for locks, monitors and `java.util.concurrent`'s alike.
///
/// The JVM tells it through Flight Recorder, so nothing is measured on the way of a message. It
/// tells of platform threads only: a virtual thread that waits gives its carrier away, and JDK 25
/// records no event for that.
final class LockWaits implements AutoCloseable {
    private static final String LOCKS = "java.util.concurrent.locks.";

    private final RecordingStream events = new RecordingStream();

    /// Added to by the stream's thread, read by others.
    private final LongAdder nanos = new LongAdder();

    /// Starts to listen. Events come about a second late.
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

    /// Threads park for conditions, too, and for queues and pools: that is waiting for work.
    private static boolean isLock(RecordedEvent event) {
        var blocker = event.getClass("parkedClass");
        return blocker != null
                && blocker.getName().startsWith(LOCKS)
                && !blocker.getName().endsWith("ConditionObject");
    }

    /// Nanoseconds since the beginning, of all threads together.
    long nanos() {
        return nanos.sum();
    }

    @Override
    public void close() {
        events.close();
    }
}
