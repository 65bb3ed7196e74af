package chatlab.engine.litmus.programs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Short ways to a VarHandle of an int field.
final class Handles {
    private Handles() {}

    static VarHandle of(MethodHandles.Lookup lookup, String field) {
        return of(lookup, field, int.class);
    }

    static VarHandle of(MethodHandles.Lookup lookup, String field, Class<?> type) {
        try {
            return lookup.findVarHandle(lookup.lookupClass(), field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
