package chatlab.engine.execution;

/// Tells objects that inherit `hashCode` from [Object].
final class IdentityMethods {
    private static final ClassValue<Boolean> OWN =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    try {
                        return type.getMethod("hashCode").getDeclaringClass() != Object.class;
                    } catch (NoSuchMethodException e) {
                        throw new AssertionError(e); // every class inherits one
                    }
                }
            };

    private IdentityMethods() {}

    static boolean hasOwnHashCode(Class<?> type) {
        return OWN.get(type);
    }
}
