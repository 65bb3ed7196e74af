package chatlab.harness.exploration;

import chatlab.engine.classes.EngineLoader;
import chatlab.engine.classes.Experiment;
import chatlab.harness.child.TestMessage;
import chatlab.strategies.BroadcastStrategy;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.Supplier;

/// Creates objects of a strategy whose class the engine has instrumented, as it is or with an
/// experiment.
final class InstrumentedStrategy implements Supplier<BroadcastStrategy<TestMessage>> {
    private final String className;
    private final EngineLoader loader;

    InstrumentedStrategy(String className, Experiment experiment) {
        this.className = className;
        loader =
                new EngineLoader(
                        InstrumentedStrategy.class.getClassLoader(),
                        new UnderTest(className),
                        experiment);
    }

    /// Those of the classes that have been used so far.
    List<String> volatileFields() {
        return loader.volatileFields();
    }

    /// Those of the classes that have been used so far.
    List<String> monitors() {
        return loader.monitors();
    }

    /// Those of the classes that have been used so far.
    List<String> locks() {
        return loader.locks();
    }

    /// Those of the classes that have been used so far.
    List<String> atomics() {
        return loader.atomics();
    }

    @Override
    @SuppressWarnings("unchecked") // a strategy passes messages on and never looks inside
    public BroadcastStrategy<TestMessage> get() {
        try {
            return (BroadcastStrategy<TestMessage>)
                    loader.loadClass(className).getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the strategy cannot be made: " + e.getCause(), e);
        } catch (ExceptionInInitializerError e) {
            throw new IllegalStateException("its static initializer threw " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("the strategy cannot be made: " + e, e);
        }
    }
}
