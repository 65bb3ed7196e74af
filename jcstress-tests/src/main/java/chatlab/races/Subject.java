package chatlab.races;

import chatlab.strategies.BroadcastStrategy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// The strategy under test, in a JVM that runs race tests: the class that `-Dlab.strategy` names.
final class Subject {
    /// The name of the property. It reaches the forks of jcstress in `-jvmArgsPrepend`.
    static final String PROPERTY = "lab.strategy";

    private static final MethodHandle CONSTRUCTOR = constructor();

    private Subject() {}

    /// A new, empty one.
    @SuppressWarnings("unchecked") // a strategy passes messages on and never looks inside
    static BroadcastStrategy<Integer> fresh() throws Throwable {
        return (BroadcastStrategy<Integer>) (BroadcastStrategy<?>) CONSTRUCTOR.invokeExact();
    }

    /// A method handle that is a constant costs as little as `new`.
    private static MethodHandle constructor() {
        var name = System.getProperty(PROPERTY, "chatlab.strategies.SynchronizedBroadcast");
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(Class.forName(name), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(BroadcastStrategy.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("-D" + PROPERTY + "=" + name + ": " + e, e);
        }
    }
}
