package chatlab.engine.execution;

/// Tells the classes of the program from those of the code under test.
final class Outside {
    private Outside() {}

    /// Returns true if a class of the program, not of the JDK or under test, has its own
    /// `toString`.
    static boolean describesItself(Class<?> type) {
        if (type.getClassLoader() == null || type.getClassLoader() instanceof Instrumented) {
            return false;
        }
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e); // every class inherits one
        }
    }
}
