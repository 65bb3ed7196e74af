package chatlab.bench;

import chatlab.bench.contestant.Contestant;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Do two who broadcast at once get twice as much done?
///
/// Expected with the `read` sink: with `cow` and `snapshot` yes, for readers share nothing that
/// anyone writes. With `rwlock` less, for taking the read lock writes to the lock. With
/// `synchronized` no more than one alone, and rather less. With the `write` sink nobody gains: all
/// write the same lines in turn, and whoever lets one thread do all deliveries (`actor`,
/// `synchronized`) may win. Beyond as many threads as processors nothing more is to be had.
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

    private BroadcastStrategy<Integer> channel = Contestant.nobody();

    @Setup
    public void open() {
        channel = BenchChannel.channel(strategy, members, sink);
    }

    /// Each thread sends in its own name.
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
