package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.memory.Write;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Objects, variables and writes in words.
final class Words {
    private final List<Lane> lanes;

    Words(List<Lane> lanes) {
        this.lanes = lanes;
    }

    private static String arrayType(Object array) {
        return array.getClass().getComponentType().getSimpleName() + "[]";
    }

    /// Returns a value as people write it: numbers and text as they are, arrays with their
    /// elements, other objects by their own `toString` if it is of the program, else by their
    /// class.
    String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Number n -> n.toString();
            case Boolean b -> b.toString();
            case Character c -> "'" + c + "'";
            case String s -> "\"" + s + "\"";
            case Enum<?> e -> e.name();
            case Thread t -> t.getName();
            case Class<?> c -> c.getSimpleName();
            case Object[] array -> elements(array);
            default -> other(value);
        };
    }

    private String elements(Object[] array) {
        var all = new StringJoiner(", ", "[", "]");
        int used = array.length;
        while (used > 0 && array[used - 1] == null) used--;
        for (int i = 0; i < used; i++) {
            all.add(array[i] instanceof Object[] inner ? arrayType(inner) : value(array[i]));
        }
        int free = array.length - used;
        if (free > 0) all.add(free == 1 ? "null" : "null ×" + free);
        return all.toString();
    }

    private static String other(Object object) {
        var type = object.getClass();
        if (type.isArray()) return arrayType(object);
        if (type.isHidden()) return "a lambda";
        if (Outside.describesItself(type)) return object.toString();
        return some(type);
    }

    /// Returns for instance `an Object`.
    static String some(Class<?> type) {
        var name = type.getSimpleName();
        return (name.matches("[AEIOU].*") ? "an " : "a ") + name;
    }

    String values(List<Write> writes) {
        var all = new ArrayList<String>();
        for (var write : writes) all.add(value(write.value()));
        return String.join(" or ", all);
    }

    String author(Write write) {
        return write.isInitial() ? "the program" : thread(write.thread());
    }

    String thread(int number) {
        return lanes.get(number).name();
    }

    /// Why a read could return an older write than `newest`.
    String missing(Write newest) {
        return "%s has written %s at %s, and nothing makes that happen-before this read"
                .formatted(author(newest), value(newest.value()), CodeIndex.place(newest.place()));
    }
}
