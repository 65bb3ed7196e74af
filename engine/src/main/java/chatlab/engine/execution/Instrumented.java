package chatlab.engine.execution;

import chatlab.engine.code.SharedField;

/// Marks the class loaders whose classes are instrumented.
public interface Instrumented {
    /// The name of such a loader, as stack traces have it.
    String LOADER = "engine";

    /// Whether an update of a field through a `VarHandle` is one step.
    boolean isAtomic(SharedField field);
}
