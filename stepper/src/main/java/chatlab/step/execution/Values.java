package chatlab.step.execution;

import chatlab.harness.scenario.RecordingSubscriber;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes the child's values for people to read: an `ArrayList` with the array behind it, torn or
/// not; a lock with its holder; a strategy's own objects with their fields.
final class Values {
    private static final int DEEPEST = 4;
    private static final int LONGEST = 12;

    /// The objects being written: a value that leads back to one of them is cut there.
    private final Set<ObjectReference> inside = new HashSet<>();

    String text(@Nullable Value value) {
        if (value == null) return "null";
        return switch (value) {
            case StringReference string -> "'" + string.value() + "'";
            case ThreadReference thread -> thread.name();
            case ArrayReference array -> array(array);
            case ObjectReference object -> object(object);
            default -> value.toString();
        };
    }

    private String object(ObjectReference object) {
        if (inside.size() >= DEEPEST || !inside.add(object)) return "…";
        try {
            var type = object.referenceType().name();
            if (type.equals(RecordingSubscriber.class.getName())) {
                return String.valueOf(Waits.nameOfReceiver(object));
            }
            return type.startsWith("java.") ? ofTheJdk(object, type) : own(object);
        } finally {
            inside.remove(object);
        }
    }

    private String array(ArrayReference array) {
        var values = array.length() == 0 ? List.<Value>of() : array.getValues();
        int used = values.size();
        while (used > 0 && values.get(used - 1) == null) used--;
        int free = values.size() - used;
        var shown =
                values.subList(0, Math.min(used, LONGEST)).stream()
                        .map(this::text)
                        .collect(Collectors.toCollection(ArrayList::new));
        if (used > LONGEST) shown.add("… " + (used - LONGEST) + " more");
        if (free == 1) shown.add("null");
        if (free > 1) shown.add("null ×" + free);
        return "[" + String.join(", ", shown) + "]";
    }

    private String ofTheJdk(ObjectReference object, String type) {
        return switch (type) {
            case "java.util.ArrayList" ->
                    "size "
                            + text(Locks.get(object, "size"))
                            + " of "
                            + text(Locks.get(object, "elementData"));
            case "java.util.concurrent.CopyOnWriteArrayList" -> text(Locks.get(object, "array"));
            case "java.util.concurrent.locks.ReentrantLock",
                    "java.util.concurrent.locks.ReentrantReadWriteLock" ->
                    lock(Locks.get(object, "sync"));
            case "java.util.concurrent.locks.StampedLock" -> stampedLock(object);
            case "java.util.concurrent.ConcurrentHashMap", "java.util.HashMap" ->
                    keys(Locks.get(object, "table"));
            case "java.util.concurrent.ConcurrentHashMap$KeySetView" ->
                    text(Locks.get(object, "map"));
            default -> {
                for (var content : List.of("list", "c", "value", "reference", "m", "map")) {
                    if (object.referenceType().fieldByName(content) != null) {
                        yield text(Locks.get(object, content));
                    }
                }
                yield linked(object, type);
            }
        };
    }

    /// Queues made of nodes that have an item and a next.
    private String linked(ObjectReference object, String type) {
        if (object.referenceType().fieldByName("head") == null) return simple(type);
        var items = new ArrayList<String>();
        var node = Locks.get(object, "head");
        while (node instanceof ObjectReference next && items.size() < LONGEST) {
            if (next.referenceType().fieldByName("item") == null) break;
            var item = Locks.get(next, "item");
            if (item != null) items.add(text(item));
            var after = Locks.get(next, "next");
            node = next.equals(after) ? null : after;
        }
        return items.toString();
    }

    private String keys(@Nullable Value table) {
        var keys = new ArrayList<String>();
        if (table instanceof ArrayReference bins && bins.length() > 0) {
            for (var bin : bins.getValues()) {
                var node = bin;
                while (node instanceof ObjectReference entry && keys.size() < LONGEST) {
                    if (entry.referenceType().fieldByName("key") == null) break;
                    var key = Locks.get(entry, "key");
                    if (key != null) keys.add(text(key));
                    node = Locks.get(entry, "next");
                }
            }
        }
        return "{" + String.join(", ", keys) + "}";
    }

    private static String lock(@Nullable Value synchronizer) {
        var holder = Locks.holder(synchronizer);
        return holder.isEmpty() ? "free" : "held by " + holder;
    }

    private static String stampedLock(ObjectReference lock) {
        long state = Long.parseLong(String.valueOf(Locks.get(lock, "state")));
        long writerBit = 1L << 7; // as in StampedLock.WBIT; the bits below count readers
        long readers = state & (writerBit - 1);
        if ((state & writerBit) != 0) return "held by a writer";
        return readers == 0
                ? "free"
                : "held by " + readers + (readers == 1 ? " reader" : " readers");
    }

    private String own(ObjectReference object) {
        return object.referenceType().allFields().stream()
                .filter(field -> !field.isStatic() && !field.isSynthetic())
                .map(field -> field.name() + "=" + text(object.getValue(field)))
                .collect(
                        Collectors.joining(", ", simple(object.referenceType().name()) + "(", ")"));
    }

    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
