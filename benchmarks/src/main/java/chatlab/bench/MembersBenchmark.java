package chatlab.bench;

import chatlab.bench.contestant.Contestant;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/// What does a broadcast cost as the channel grows, if no other thread uses it?
///
/// Expected: almost the same for all. Without contention a lock costs a few nanoseconds per
/// broadcast, which is visible at 8 members and negligible at 1,024. There the deliveries are the
/// cost, and a strategy that keeps its subscribers in one array is as fast as the bound,
/// `plain-array`. Linked and hashed structures (`concurrent-set`) follow one more pointer per
/// member.
///
/// Run: `lab bench --question members --strategy snapshot,plain-array`
@State(Scope.Benchmark)
@Threads(1)
public class MembersBenchmark {
    @Param("cow")
    String strategy = "";

    @Param({"8", "64", "1024"})
    int members;

    @Param("read")
    String sink = "";

    private BroadcastStrategy<Integer> channel = Contestant.placeholder();
    private Subscriber<Integer> sender = message -> false;

    @Setup
    public void open() {
        channel = BenchChannel.channel(strategy, members, sink);
        sender = BenchChannel.guest(sink);
    }

    @Benchmark
    public int broadcast() {
        return channel.broadcast(BenchChannel.MESSAGE, sender);
    }
}
