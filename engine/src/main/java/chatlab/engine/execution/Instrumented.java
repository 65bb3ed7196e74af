package chatlab.engine.execution;

/// Marks the class loaders whose classes are instrumented.
public interface Instrumented {}
