package chatlab.engine.strategies;

import chatlab.engine.classes.EngineLoader;
import chatlab.engine.classes.Experiment;

/// Loads strategies so that the engine controls them.
final class UnderTest {
    private UnderTest() {}

    /// @param name for instance `Snapshot` for `SnapshotBroadcast`
    static Class<?> strategy(String name) {
        return strategy(name, Experiment.NONE);
    }

    static Class<?> strategy(String name, Experiment experiment) {
        String className = "chatlab.strategies." + name + "Broadcast";
        var loader =
                new EngineLoader(
                        UnderTest.class.getClassLoader(),
                        one -> one.equals(className) || one.startsWith(className + "$"),
                        experiment);
        try {
            return Class.forName(className, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(className, e);
        }
    }
}
