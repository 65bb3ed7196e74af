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
/// Expected: in proportion to its size for whoever copies all members (`cow`, `snapshot`) or looks
/// through them for the one who leaves (`synchronized`); the square root or less for `striped`; and
/// the same at every size for whoever finds a member by hashing (`concurrent-set`). Under
/// contention `snapshot` copies again whenever another join came first.
///
/// Run: `lab bench --question joins --members 10000,100000 --strategy cow,striped`
@State(Scope.Benchmark)
@Threads(2)
public class JoinBenchmark {
    @Param("cow")
    String strategy = "";

    @Param({"1024", "10000", "100000"})
    int members;

    private BroadcastStrategy<Integer> channel = Contestant.nobody();

    @Setup
    public void open() {
        channel = BenchChannel.channel(strategy, members, "read");
    }

    /// One thread's guest, who comes and goes.
    @State(Scope.Thread)
    public static class Guest {
        private final Subscriber<Integer> self = BenchChannel.guest("read");
    }

    @Benchmark
    public boolean joinAndLeave(Guest guest) {
        return channel.join(guest.self) && channel.leave(guest.self);
    }
}
