package chatlab.step;

import com.sun.jdi.Location;
import com.sun.jdi.Method;

import java.util.HashMap;
import java.util.Map;

/// Tells which bytecode instructions other threads can notice.
///
/// To cut in before any other instruction, such as one that moves a local variable, is the same as
/// to cut in before the next that touches the heap or a lock, so a search need not try it.
final class Instructions {
    private static final int FIRST_ARRAY_LOAD = 0x2e;
    private static final int LAST_ARRAY_LOAD = 0x35;
    private static final int FIRST_ARRAY_STORE = 0x4f;
    private static final int LAST_ARRAY_STORE = 0x56;
    private static final int FIRST_RETURN = 0xac;
    private static final int LAST_RETURN = 0xb1;
    private static final int FIRST_FIELD = 0xb2;
    private static final int LAST_INVOKE = 0xba;
    private static final int MONITOR_ENTER = 0xc2;
    private static final int MONITOR_EXIT = 0xc3;

    private final Map<Method, byte[]> bytecodes = new HashMap<>();

    /// Whether the instruction at this place is one that others can notice.
    boolean canBeNoticed(Location location) {
        var code = bytecodes.computeIfAbsent(location.method(), Method::bytecodes);
        int index = (int) location.codeIndex();
        if (index < 0 || index >= code.length) return true;
        int instruction = Byte.toUnsignedInt(code[index]);
        boolean touchesArray =
                isBetween(FIRST_ARRAY_LOAD, instruction, LAST_ARRAY_LOAD)
                        || isBetween(FIRST_ARRAY_STORE, instruction, LAST_ARRAY_STORE);
        boolean givesMonitorBack =
                location.method().isSynchronized()
                        && isBetween(FIRST_RETURN, instruction, LAST_RETURN);
        return touchesArray
                || givesMonitorBack
                || isBetween(FIRST_FIELD, instruction, LAST_INVOKE)
                || isBetween(MONITOR_ENTER, instruction, MONITOR_EXIT);
    }

    private static boolean isBetween(int first, int instruction, int last) {
        return first <= instruction && instruction <= last;
    }
}
