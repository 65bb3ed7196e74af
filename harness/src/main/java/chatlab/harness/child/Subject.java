package chatlab.harness.child;

import chatlab.strategies.BroadcastStrategy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The strategy under test, in a JVM that runs race tests: the class that `-Dlab.strategy` names.
public final class Subject {
    /// The name of the property. It reaches the forks of jcstress in `-jvmArgsPrepend`.
    public static final String PROPERTY = "lab.strategy";

    private static final MethodHandle CONSTRUCTOR = constructor();

    /// After so many it shows whether each starts a thread of its own.
    private static final int MANY = 100;

    /// How many were made, about: counted by two threads, and exact enough.
    private static int made;

    /// Does each start a thread? Then they are used again: nobody ends those threads, and no system
    /// has enough of them for a fresh one in each sample. Virtual threads do not count; a child JVM
    /// lets go of those that nobody can wake (`-Djdk.trackAllThreads=false`). Volatile: one thread
    /// finds out, two want to know.
    private static volatile boolean reused;

    /// Used, and empty again.
    private static final Queue<BroadcastStrategy<?>> USED = new ConcurrentLinkedQueue<>();

    private Subject() {}

    /// An empty one.
    ///
    /// @throws IllegalStateException if its constructor throws
    public static <M> BroadcastStrategy<M> empty() {
        BroadcastStrategy<?> used = reused ? USED.poll() : null;
        if (used != null) return cast(used);
        if (++made == MANY) {
            reused = ManagementFactory.getThreadMXBean().getThreadCount() > MANY / 2;
        }
        return create();
    }

    /// Takes one back that works as it should and that nobody uses any more.
    public static <M> void takeBack(BroadcastStrategy<M> strategy) {
        if (!reused) return;
        strategy.subscribers().forEach(strategy::leave);
        if (strategy.subscribers().isEmpty()) USED.add(strategy);
    }

    @SuppressWarnings("unchecked") // a strategy passes messages on and never looks inside
    private static <M> BroadcastStrategy<M> cast(BroadcastStrategy<?> strategy) {
        return (BroadcastStrategy<M>) strategy;
    }

    private static <M> BroadcastStrategy<M> create() {
        try {
            return cast((BroadcastStrategy<?>) CONSTRUCTOR.invokeExact());
        } catch (ExceptionInInitializerError e) {
            throw new IllegalStateException(
                    "the strategy's static initialiser threw " + e.getCause(), e);
        } catch (Throwable e) {
            throw new IllegalStateException("the strategy cannot be made: " + e, e);
        }
    }

    /// A method handle that is a constant costs as little as `new`. The strategy's class is not
    /// initialised by it, so that what goes wrong there goes wrong in a test, which can say so.
    private static MethodHandle constructor() {
        var name = System.getProperty(PROPERTY, "chatlab.strategies.SynchronizedBroadcast");
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(
                            Class.forName(name, false, Subject.class.getClassLoader()),
                            MethodType.methodType(void.class))
                    .asType(MethodType.methodType(BroadcastStrategy.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("-D" + PROPERTY + "=" + name + ": " + e, e);
        }
    }
}
