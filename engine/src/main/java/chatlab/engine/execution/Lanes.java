package chatlab.engine.execution;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;

/// Makes virtual threads whose scheduler is the execution.
///
/// The JDK has no public way to choose a virtual thread's scheduler, so the JVM needs `--add-opens
/// java.base/java.lang=ALL-UNNAMED`.
final class Lanes {
    private static final Constructor<?> BUILDER;

    static {
        // Else the JVM would keep the threads of abandoned executions forever.
        System.setProperty("jdk.trackAllThreads", "false");
        try {
            BUILDER =
                    Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                            .getDeclaredConstructor(Executor.class);
            BUILDER.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "the engine needs a JVM started with"
                            + " --add-opens java.base/java.lang=ALL-UNNAMED",
                    e);
        }
    }

    private Lanes() {}

    /// @param scheduler gets the thread's continuation whenever it can run
    static Thread thread(String name, Executor scheduler, Runnable body) {
        try {
            var builder = (Thread.Builder.OfVirtual) BUILDER.newInstance(scheduler);
            return builder.name(name).unstarted(body);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("no virtual thread", e);
        }
    }
}
