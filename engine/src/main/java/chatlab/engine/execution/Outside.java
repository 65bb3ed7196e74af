package chatlab.engine.execution;

/// Tells the classes of the program from those of the code under test.
final class Outside {
    private Outside() {}

    /// Returns true if a class of the program, not of the JDK or under test, has its own
    /// `toString`.
    static boolean describesItself(Class<?> type) {
        if (!isOfProgram(type)) return false;
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e); // every class inherits one
        }
    }

    /// Returns true if a class of the program has its own `hashCode`.
    static boolean hashesItself(Class<?> type) {
        return isOfProgram(type) && IdentityMethods.hasOwnHashCode(type);
    }

    private static boolean isOfProgram(Class<?> type) {
        return type.getClassLoader() != null && !(type.getClassLoader() instanceof Instrumented);
    }
}
