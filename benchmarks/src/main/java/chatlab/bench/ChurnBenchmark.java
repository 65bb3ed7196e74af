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

/// How much do joins and leaves slow the broadcasts down?
///
/// Every thread does both, in a fixed proportion: churn `1:10` is one join and leave, together one
/// operation, to ten broadcasts. Broadcasts alone (churn `0`) measure a chat in which nobody joins
/// or leaves.
///
/// Expected: without churn, copy-on-write wins by far. At `1:1` and 1,024 members it copies 8 KiB
/// for every broadcast, and loses its lead over a lock; strategies that copy little (`striped`) or
/// late (`lazy-snapshot`) stay ahead. At 8 members a copy is cheap, and copy-on-write is ahead
/// again.
///
/// Run: `lab bench --question churn --churn 0,1:1 --members 1024 --strategy cow,striped`
@State(Scope.Benchmark)
@Threads(2)
public class ChurnBenchmark {
    @Param("cow")
    String strategy = "";

    @Param({"8", "64", "1024"})
    int members;

    @Param({"0", "1:1000", "1:10", "1:1"})
    String churn = "";

    @Param("read")
    String sink = "";

    private BroadcastStrategy<Integer> channel = Contestant.placeholder();

    @Setup
    public void open() {
        channel = BenchChannel.channel(strategy, members, sink);
    }

    /// The subscriber of one thread. It sends, and sometimes joins and leaves.
    @State(Scope.Thread)
    public static class Guest {
        private Subscriber<Integer> self = message -> false;
        private long broadcastsPerTurn;
        private long broadcastsToGo;

        @Setup
        public void arrive(ChurnBenchmark benchmark) {
            self = BenchChannel.guest(benchmark.sink);
            broadcastsPerTurn = ChurnRate.parse(benchmark.churn).broadcastsPerJoin();
            broadcastsToGo = broadcastsPerTurn;
        }

        private boolean joinsNow() {
            if (broadcastsToGo-- > 0) return false;
            broadcastsToGo = broadcastsPerTurn;
            return true;
        }
    }

    @Benchmark
    public int broadcastOrJoin(Guest guest) {
        return guest.joinsNow() ? joinAndLeave(guest.self) : broadcast(guest.self);
    }

    private int broadcast(Subscriber<Integer> sender) {
        return channel.broadcast(BenchChannel.MESSAGE, sender);
    }

    private int joinAndLeave(Subscriber<Integer> guest) {
        return channel.join(guest) && channel.leave(guest) ? 1 : 0;
    }
}
