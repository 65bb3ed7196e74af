package chatlab.bench;

import chatlab.bench.contestant.Contestant;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long do joins and leaves take while a delivery is stuck?
///
/// One member takes a millisecond for every message, one thread broadcasts all the time, and
/// another joins and leaves. Expected: under `synchronized` and `rwlock`, which deliver with the
/// lock held, a join waits for the stalled delivery, so the mean is near a millisecond. A strategy
/// that declares `STALL_ISOLATION` needs microseconds at most, since the stalled thread holds no
/// lock.
///
/// The mean hides how the waits are distributed. But it differs by three orders of magnitude, which
/// is enough to tell whether a join waits for another subscriber's slow delivery at all.
///
/// Run: `lab bench --question stall --strategy synchronized,open-call,cow`
@State(Scope.Benchmark)
@Threads(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StallBenchmark {
    private static final Duration STALL = Duration.ofMillis(1);

    @Param("cow")
    String strategy = "";

    @Param("64")
    int members;

    private BroadcastStrategy<Integer> channel = Contestant.placeholder();
    private @Nullable Thread sender;
    private final Subscriber<Integer> guest = BenchChannel.guest("read");

    @Setup
    public void open() {
        channel = BenchChannel.channel(strategy, members, "read");
        channel.join(StallBenchmark::stall);
        sender = Thread.ofPlatform().name("sender").start(this::sendUntilInterrupted);
    }

    @TearDown
    public void close() throws InterruptedException {
        if (sender != null) {
            sender.interrupt();
            sender.join();
        }
    }

    @Benchmark
    public boolean joinAndLeave() {
        return channel.join(guest) && channel.leave(guest);
    }

    /// Pauses after each broadcast: without a pause this thread could take an unfair lock again and
    /// again, and no other thread would get it.
    private void sendUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            channel.broadcast(BenchChannel.MESSAGE, guest);
            LockSupport.parkNanos(STALL.toNanos());
        }
    }

    private static boolean stall(Integer message) {
        LockSupport.parkNanos(STALL.toNanos());
        return message > 0;
    }
}
