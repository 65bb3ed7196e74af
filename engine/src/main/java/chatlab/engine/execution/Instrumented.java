package chatlab.engine.execution;

/// Marks the class loaders whose classes are instrumented.
public interface Instrumented {
    /// The name of such a loader, as stack traces have it.
    String LOADER = "engine";
}
