package chatlab.bench;

import chatlab.bench.contestant.Contestant;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.util.function.Supplier;
import java.util.stream.Stream;

/// The subscribers of a benchmark's channel, and what it costs to deliver to one.
///
/// What `deliver` does decides who wins, so it is a parameter of every benchmark:
///
/// - `read`: reads one field of the subscriber, the least that cannot be optimised away. All
///   processors can keep all subscribers in their caches.
/// - `write`: writes one field, on a cache line that holds nothing of another subscriber. A
///   processor must own a line to write it, so two that broadcast at once take every line from each
///   other.
///
/// Each is a class of its own, not a flag in one class, and in one fork all members are of one
/// class, behind one strategy. So the call of `deliver` inside a strategy has one receiver type,
/// which the compiler inlines, exactly as in the lab's server, whose only subscriber is the
/// session. Were strategies or sinks measured one after the other in one JVM, the first would be
/// inlined and the later ones called through a table: the order would decide. What the choice
/// costs: a server with several kinds of subscribers would see two nanoseconds or so more for each
/// delivery, and smaller differences between strategies, than are measured here.
final class BenchChannel {

    /// The message that is broadcast; one for all, as a chat server encodes a message once.
    static final Integer MESSAGE = 1;

    private BenchChannel() {}

    /// A channel with that many members.
    ///
    /// @param name what [Contestant] knows the strategy by
    static BroadcastStrategy<Integer> channel(String name, int members, String sink) {
        BroadcastStrategy<Integer> channel = Contestant.named(name).create();
        // All of them before the first joins: else what a strategy allocates for each join lies
        // between them, and a broadcast pays for that, on other pages and cache lines.
        var subscribers = Stream.generate(subscribers(sink)).limit(members).toList();
        subscribers.forEach(channel::join);
        return channel;
    }

    /// One more who may join it.
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

    /// Takes every message that is higher than a number of its own.
    private static final class ReadingSubscriber implements Subscriber<Integer> {
        private int highest; // never changes, but the compiler cannot know

        @Override
        public boolean deliver(Integer message) {
            return message > highest;
        }
    }

    /// Keeps the last message. A plain field: what is measured is the traffic, not the ordering.
    private static final class WritingSubscriber implements Subscriber<Integer> {
        private int last;

        /// So that no two `last` share a cache line, nor two neighbouring lines, which some
        /// processors fetch together: 16 longs are 128 bytes.
        @SuppressWarnings({"unused", "UnusedVariable"})
        private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf;

        @Override
        public boolean deliver(Integer message) {
            last = message;
            return last > 0;
        }
    }
}
