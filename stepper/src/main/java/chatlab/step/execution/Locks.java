package chatlab.step.execution;

import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;

import org.jspecify.annotations.Nullable;

/// Reads the holders of the JDK's locks from their fields.
final class Locks {
    private Locks() {}

    /// Who holds the lock with this synchronizer: a thread's name, `ann for reading`, or `2
    /// readers`; empty if it is free or it cannot be told.
    static String holder(@Nullable Value synchronizer) {
        if (!(synchronizer instanceof ObjectReference lock)) return "";
        if (get(lock, "exclusiveOwnerThread") instanceof ThreadReference owner) {
            return owner.name();
        }
        if (!(get(lock, "SHARED_SHIFT") instanceof PrimitiveValue shift)
                || !(get(lock, "state") instanceof PrimitiveValue state)) {
            return "";
        }
        long readers = state.longValue() >>> shift.intValue();
        if (readers == 0) return "";
        return readers == 1 && get(lock, "firstReader") instanceof ThreadReference reader
                ? reader.name() + " for reading"
                : readers == 1 ? "1 reader" : readers + " readers";
    }

    /// The value of a field, null also if there is none of that name.
    static @Nullable Value get(ObjectReference object, String name) {
        var field = object.referenceType().fieldByName(name);
        return field == null ? null : object.getValue(field);
    }
}
