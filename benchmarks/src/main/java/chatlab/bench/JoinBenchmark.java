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

/// What does it cost to join and leave a large channel?
///
/// Expected: the cost grows with the size if the strategy copies all members (`cow`, `snapshot`) or
/// searches them for the one that leaves (`synchronized`). It grows with the square root or less
/// for `striped`. It is the same at every size if a member is found by hashing (`concurrent-set`).
/// Under contention `snapshot` copies again whenever another join came first.
///
/// Run: `lab bench --question joins --members 10000,100000 --strategy cow,striped`
@State(Scope.Benchmark)
@Threads(2)
public class JoinBenchmark {
    @Param("cow")
    String strategy = "";

    @Param({"1024", "10000", "100000"})
    int members;

    private BroadcastStrategy<Integer> channel = Contestant.placeholder();

    @Setup
    public void open() {
        channel = BenchChannel.channel(strategy, members, "read");
    }

    /// The subscriber of one thread, which joins and leaves.
    @State(Scope.Thread)
    public static class Guest {
        private final Subscriber<Integer> self = BenchChannel.guest("read");
    }

    @Benchmark
    public boolean joinAndLeave(Guest guest) {
        return channel.join(guest.self) && channel.leave(guest.self);
    }
}
