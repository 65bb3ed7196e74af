package chatlab.bench;

import chatlab.bench.contestant.Contestant;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.util.function.Supplier;
import java.util.stream.Stream;

/// The channel of a benchmark: its subscribers, and what a delivery to one costs.
///
/// What `deliver` does decides who wins, so it is a parameter of every benchmark:
///
/// - `read`: reads one field of the subscriber, the least work that cannot be optimized away. All
///   processors can keep all subscribers in their caches.
/// - `write`: writes one field, on a cache line that no other subscriber uses. A processor must own
///   a line to write it, so two threads that broadcast at once take every line from each other.
///
/// Each is a class of its own, not a flag in one class, and in one fork all members are of one
/// class, behind one strategy. So the call of `deliver` inside a strategy has one receiver type,
/// which the compiler inlines, exactly as in the lab's server, whose only subscriber is the
/// session. If strategies or sinks were measured one after the other in one JVM, the first would be
/// inlined and the later ones called through a table: the order would decide. This choice has a
/// cost: in a server with several kinds of subscribers each delivery takes about two nanoseconds
/// more, and the differences between strategies are smaller than measured here.
final class BenchChannel {

    /// The message of every broadcast. The chat makes a new one each time and pays for it outside
    /// the strategy; a strategy takes any type and passes it on, so it is the same class in both.
    static final Integer MESSAGE = 1;

    private BenchChannel() {}

    /// Opens a channel with that many members.
    ///
    /// @param name the name of a [Contestant]
    static BroadcastStrategy<Integer> channel(String name, int members, String sink) {
        BroadcastStrategy<Integer> channel = Contestant.named(name).create();
        // All are created before the first one joins. Otherwise the objects that a strategy
        // allocates for each join lie between them, spread over more pages and cache lines, and
        // every broadcast pays for it.
        var subscribers = Stream.generate(subscribers(sink)).limit(members).toList();
        subscribers.forEach(channel::join);
        return channel;
    }

    /// Makes one more subscriber, which is not a member.
    static Subscriber<Integer> guest(String sink) {
        return subscribers(sink).get();
    }

    private static Supplier<Subscriber<Integer>> subscribers(String sink) {
        return switch (sink) {
            case "read" -> ReadingSubscriber::new;
            case "write" -> WritingSubscriber::new;
            default -> throw new IllegalArgumentException("sink is read or write, not " + sink);
        };
    }

    /// Takes every message that is higher than its own number.
    private static final class ReadingSubscriber implements Subscriber<Integer> {
        private int highest; // never changes, but the compiler does not know that

        @Override
        public boolean deliver(Integer message) {
            return message > highest;
        }
    }

    /// Keeps the last message, in a plain field: the benchmark measures traffic, not ordering.
    private static final class WritingSubscriber implements Subscriber<Integer> {
        private int last;

        /// Padding: no two `last` share a cache line or two neighboring lines, which some
        /// processors fetch together. 16 longs are 128 bytes.
        @SuppressWarnings({"unused", "UnusedVariable"})
        private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf;

        @Override
        public boolean deliver(Integer message) {
            last = message;
            return last > 0;
        }
    }
}
