package chatlab.engine.execution;

/// Marks the class loaders whose classes are instrumented.
public interface Instrumented {
    /// The name of such a loader, as stack traces have it.
    String LOADER = "engine";

    /// The package in which copies of JDK classes live, with their whole former name after it.
    String COPIES = "copied.";

    /// The name that a class had before it was copied.
    static String originalName(String className) {
        return className.startsWith(COPIES) ? className.substring(COPIES.length()) : className;
    }
}
