package chatlab.bench;

import chatlab.bench.contestant.Contestant;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Do two threads that broadcast at once get twice as much done?
///
/// Expected with the `read` sink: with `cow` and `snapshot` yes, since readers share no memory that
/// is written. With `rwlock` less, since taking the read lock writes to the lock. With
/// `synchronized` no more than one thread alone, and probably less. With the `write` sink no
/// strategy gains: all threads write the same cache lines in turn, and a strategy in which one
/// thread does all deliveries (`actor`, `synchronized`) may win. With more threads than processors
/// nothing more is gained.
///
/// Run: `lab bench --question threads --threads 1,2,4 --sink read`
@State(Scope.Benchmark)
public class ThreadsBenchmark {
    @Param("cow")
    String strategy = "";

    @Param("64")
    int members;

    @Param("read")
    String sink = "";

    private BroadcastStrategy<Integer> channel = Contestant.placeholder();

    @Setup
    public void open() {
        channel = BenchChannel.channel(strategy, members, sink);
    }

    /// Each thread is a sender of its own.
    @State(Scope.Thread)
    public static class Sender {
        private Subscriber<Integer> self = message -> false;

        @Setup
        public void arrive(ThreadsBenchmark benchmark) {
            self = BenchChannel.guest(benchmark.sink);
        }
    }

    @Benchmark
    public int broadcast(Sender sender) {
        return channel.broadcast(BenchChannel.MESSAGE, sender.self);
    }
}
