package chatlab.harness.exploration;

import chatlab.engine.code.Place;
import chatlab.engine.memory.Cells;
import chatlab.harness.child.TestMessage;
import chatlab.harness.exploration.Snapshot.Row;
import chatlab.harness.scenario.RecordingSubscriber;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The fields of a strategy in words, as the heap has them: the newest writes of all threads.
///
/// It reads fields only and calls no method, since an execution may have stopped in the middle of
/// one.
final class StrategyState {
    private static final int DEEPEST = 4;
    private static final int LONGEST = 12;

    /// The fields that hold what a collection or an atomic consists of.
    private static final List<String> CONTENTS =
            List.of("array", "list", "c", "cell", "value", "reference", "m", "map");

    /// The objects being written: a value that leads back to one of them is cut there.
    private final IdentityHashMap<Object, Boolean> inside = new IdentityHashMap<>();

    /// A value in words, and what it consists of, as in [Row].
    private record Drawn(String text, String label, List<String> cells) {
        Drawn(String text) {
            this(text, "", List.of());
        }
    }

    static List<Row> rows(Object strategy) {
        var rows = new ArrayList<Row>();
        for (var field : fields(strategy)) {
            var drawn = new StrategyState().drawn(read(field, strategy));
            rows.add(new Row(field.getName(), drawn.text, drawn.label, drawn.cells));
        }
        return rows;
    }

    /// What is no constant, of its class and its superclasses.
    private static List<Field> fields(Object object) {
        var fields = new ArrayList<Field>();
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                int constant = Modifier.STATIC | Modifier.FINAL;
                boolean isConstant = (field.getModifiers() & constant) == constant;
                if (!isConstant && !field.isSynthetic()) fields.add(field);
            }
        }
        return fields;
    }

    private static @Nullable Object read(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "not readable: " + e.getMessage();
        }
    }

    private static @Nullable Field field(Object object, String name) {
        return fields(object).stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object get(Object object, String name) {
        var field = field(object, name);
        return field == null ? null : read(field, object);
    }

    private String text(@Nullable Object value) {
        return drawn(value).text;
    }

    private Drawn drawn(@Nullable Object value) {
        return switch (value) {
            case null -> new Drawn("null");
            case String string -> new Drawn("'" + string + "'");
            case TestMessage message -> new Drawn("'" + message + "'");
            case Number number -> new Drawn(number.toString());
            case Boolean bool -> new Drawn(bool.toString());
            case Character character -> new Drawn("'" + character + "'");
            case Enum<?> constant -> new Drawn(constant.name());
            case Thread thread -> new Drawn(thread.getName());
            case RecordingSubscriber receiver -> new Drawn(receiver.toString());
            default -> object(value);
        };
    }

    private Drawn object(Object object) {
        if (inside.size() >= DEEPEST || inside.put(object, true) != null) return new Drawn("…");
        try {
            if (object.getClass().isArray()) return array(object);
            if (object instanceof Cells cells && field(object, "length") == null) {
                return drawn(cells.raw(0));
            }
            var name = Place.originalName(object.getClass().getName());
            if (object.getClass().isHidden()) return new Drawn("a lambda");
            return name.startsWith("java.") || name.startsWith("chatlab.engine.")
                    ? ofTheJdk(object, name)
                    : new Drawn(own(object));
        } finally {
            inside.remove(object);
        }
    }

    private Drawn array(Object array) {
        int length = Array.getLength(array);
        int used = length;
        while (used > 0 && Array.get(array, used - 1) == null) used--;
        var shown = new ArrayList<String>();
        for (int i = 0; i < Math.min(used, LONGEST); i++) shown.add(text(Array.get(array, i)));
        if (used > LONGEST) shown.add("… " + (used - LONGEST) + " more");
        int free = length - used;
        if (free == 1) shown.add("null");
        if (free > 1) shown.add("null ×" + free);
        return new Drawn("[" + String.join(", ", shown) + "]", "", cells(array));
    }

    private List<String> cells(Object array) {
        int length = Array.getLength(array);
        var cells = new ArrayList<String>();
        for (int i = 0; i < Math.min(length, LONGEST); i++) cells.add(text(Array.get(array, i)));
        if (length > LONGEST) cells.add("… " + (length - LONGEST) + " more");
        return cells;
    }

    private Drawn ofTheJdk(Object object, String name) {
        var simple = simple(name);
        if (simple.equals("ArrayList")) {
            var elements = drawn(get(object, "elementData"));
            var size = "size " + get(object, "size");
            return new Drawn(size + " of " + elements.text, size, elements.cells);
        }
        if (field(object, "table") != null) {
            var keys = keys(get(object, "table"));
            return new Drawn("{" + String.join(", ", keys) + "}", "", keys);
        }
        for (var content : CONTENTS) {
            if (field(object, content) != null) return drawn(get(object, content));
        }
        if (field(object, "head") == null) return new Drawn("a " + simple);
        var items = linked(object);
        return new Drawn(items.toString(), "", items);
    }

    /// The keys of a hash table.
    private List<String> keys(@Nullable Object table) {
        var keys = new ArrayList<String>();
        int bins = table == null ? 0 : Array.getLength(table);
        for (int i = 0; i < bins; i++) {
            Object node = Array.get(Objects.requireNonNull(table), i);
            while (node != null && keys.size() < LONGEST) {
                var key = get(node, "key");
                if (key != null) keys.add(text(key));
                node = get(node, "next");
            }
        }
        return keys;
    }

    /// Queues made of nodes that have an item and a next.
    private List<String> linked(Object queue) {
        var items = new ArrayList<String>();
        var node = get(queue, "head");
        while (node != null && items.size() < LONGEST) {
            var item = get(node, "item");
            if (item != null) items.add(text(item));
            var next = get(node, "next");
            node = next == node ? null : next;
        }
        return items;
    }

    private String own(Object object) {
        return fields(object).stream()
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(field -> field.getName() + "=" + text(read(field, object)))
                .collect(Collectors.joining(", ", simple(object.getClass().getName()) + "(", ")"));
    }

    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
