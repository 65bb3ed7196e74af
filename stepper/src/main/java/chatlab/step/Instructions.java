package chatlab.step;

import com.sun.jdi.Location;
import com.sun.jdi.Method;

import java.lang.classfile.Opcode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The bytecode instructions at places in the child, and whether other threads can notice them.
///
/// To cut in before any other instruction, such as one that moves a local variable, is the same as
/// to cut in before the next that touches the heap or a lock, so a search need not try it. Confined
/// to one thread.
final class Instructions {
    private static final int PLAIN = 0xff; // above are the wide forms, which begin with a prefix

    private static final Map<Integer, Opcode> OPCODES =
            Stream.of(Opcode.values())
                    .filter(opcode -> opcode.bytecode() <= PLAIN)
                    .collect(Collectors.toMap(Opcode::bytecode, opcode -> opcode, (one, _) -> one));

    private final Map<Method, byte[]> bytecodes = new HashMap<>();

    /// Whether the instruction at this place is one that others can notice.
    boolean canBeNoticed(Location location) {
        return at(location)
                .map(opcode ->
                        switch (opcode.kind()) {
                            case ARRAY_LOAD, ARRAY_STORE, FIELD_ACCESS, INVOKE, MONITOR -> true;
                            case RETURN -> location.method().isSynchronized();
                            default -> false;
                        })
                .orElse(true);
    }

    /// Its name as `javap` prints it, such as `getfield`; empty if it is not known.
    String name(Location location) {
        return at(location).map(opcode -> opcode.name().toLowerCase(Locale.ROOT)).orElse("");
    }

    private Optional<Opcode> at(Location location) {
        var code = bytecodes.computeIfAbsent(location.method(), Method::bytecodes);
        int index = (int) location.codeIndex();
        if (index < 0 || index >= code.length) return Optional.empty();
        return Optional.ofNullable(OPCODES.get(Byte.toUnsignedInt(code[index])));
    }
}
