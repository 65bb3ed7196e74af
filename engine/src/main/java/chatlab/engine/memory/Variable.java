package chatlab.engine.memory;

import chatlab.engine.code.SharedField;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A variable in the sense of JLS 17.4.1, a field or an array element, with all writes to it.
///
/// **Invariant:** `writes` is in the order of execution, begins with the value before the
/// execution, and its last value is the one in the heap.
public final class Variable {
    /// An access that fixes an order: later accesses must not return older writes.
    private record Coherent(int thread, int tick, int index) {}

    /// The latest read by a thread, for the race detector.
    private record Read(int tick, RacingAccess access) {}

    private final Object holder;
    private final @Nullable SharedField field;
    private final int index;
    private final List<Write> writes = new ArrayList<>(4);
    private int lastVolatile;
    private @Nullable Clock volatiles;
    private @Nullable List<Coherent> coherent;
    private @Nullable Read @Nullable [] plainReads;
    private @Nullable Read @Nullable [] otherReads;

    /// @param field null for an array element or a cell, which `index` tells apart
    Variable(Object holder, @Nullable SharedField field, int index, @Nullable Object initial) {
        this.holder = holder;
        this.field = field;
        this.index = index;
        writes.add(Write.initial(initial, 0));
    }

    public Object holder() {
        return holder;
    }

    /// What it is, whatever the object: the same for a field of all objects of a class.
    public Kind kind() {
        return new Kind(field, holder instanceof Cells ? holder : holder.getClass(), index);
    }

    /// Tells variables apart that are told apart in a sentence.
    ///
    /// @param of the class of the object; cells have names of their own
    public record Kind(@Nullable SharedField field, Object of, int index) {
        /// Returns for instance `Mine.size` or `Object[3]`.
        @Override
        public String toString() {
            return withIndex(String.valueOf(index));
        }

        /// Returns for instance `Mine.size` or, for all elements of all such arrays, `Object[]`.
        public String withoutIndex() {
            return withIndex("");
        }

        private String withIndex(String shown) {
            if (field != null) return field.toString();
            if (of instanceof Cells cells) return cells.name(index);
            return ((Class<?>) of).getComponentType().getSimpleName() + "[" + shown + "]";
        }

        /// Cells of one name are one kind: no result may depend on an identity.
        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Kind kind) || field != kind.field || index != kind.index) {
                return false;
            }
            return (of instanceof Cells one && kind.of instanceof Cells another)
                    ? one.name(index).equals(another.name(index))
                    : of == kind.of;
        }

        @Override
        public int hashCode() {
            return 31 * index + (field == null ? 0 : field.number());
        }
    }

    public Write newest() {
        return writes.getLast();
    }

    public Write first() {
        return writes.getFirst();
    }

    List<Write> writes() {
        return writes;
    }

    /// What all volatile writes so far have released: each of them synchronizes with every later
    /// volatile read (JLS 17.4.4).
    @Nullable Clock volatiles() {
        return volatiles;
    }

    /// Forgets the history: code outside the engine has written to the heap.
    void restart(@Nullable Object value) {
        writes.clear();
        writes.add(Write.initial(value, 0));
        lastVolatile = 0;
        coherent = null;
    }

    void append(Write write) {
        writes.add(write);
        if (write.mode() == AccessMode.VOLATILE) {
            volatiles = Clock.joined(volatiles, write.clock());
            lastVolatile = writes.size() - 1;
        }
    }

    /// The writes that a read may return instead of the newest, newest first.
    List<Write> older(Clock view, AccessMode mode) {
        int last = writes.size() - 1;
        if (last == 0) return List.of();
        int from = mode == AccessMode.VOLATILE ? lastVolatile : 0;
        if (from < last && mode.isAtLeast(AccessMode.OPAQUE)) from = Math.max(from, floor(view));
        List<Write> older = List.of();
        for (int i = last - 1; i >= from; i--) {
            if (isHidden(i, view)) continue;
            var write = writes.get(i);
            // Plain reads leave no trace but their value; equal values are one choice.
            if (mode == AccessMode.PLAIN && has(older, write)) continue;
            if (older.isEmpty()) older = new ArrayList<>(2);
            older.add(write);
        }
        return older;
    }

    private boolean has(List<Write> found, Write write) {
        if (Write.isSame(newest().value(), write.value())) return true;
        for (var other : found) {
            if (Write.isSame(other.value(), write.value())) return true;
        }
        return false;
    }

    /// A write is hidden by a later one between it and the read in happens-before (JLS 17.4.5).
    boolean isHidden(int index, Clock view) {
        var write = writes.get(index);
        for (int i = index + 1; i < writes.size(); i++) {
            var later = writes.get(i);
            if (later.isKnownTo(view) && write.happensBefore(later)) return true;
        }
        return false;
    }

    private int floor(Clock view) {
        if (coherent == null) return 0;
        int floor = 0;
        for (var access : coherent) {
            if (access.index > floor && view.knows(access.thread, access.tick)) {
                floor = access.index;
            }
        }
        return floor;
    }

    void keepOrder(int thread, int tick, Write accessed) {
        if (coherent == null) coherent = new ArrayList<>(4);
        coherent.add(new Coherent(thread, tick, writes.lastIndexOf(accessed)));
    }

    void noteRead(int tick, RacingAccess read, AccessMode mode) {
        if (mode == AccessMode.PLAIN) {
            if (plainReads == null) plainReads = new Read[Clock.THREADS];
            plainReads[read.thread()] = new Read(tick, read);
        } else {
            if (otherReads == null) otherReads = new Read[Clock.THREADS];
            otherReads[read.thread()] = new Read(tick, read);
        }
    }

    /// Tells of all writes by other threads that are not ordered with an access, and conflict.
    void racingWrites(int thread, Clock view, AccessMode mode, Consumer<RacingAccess> race) {
        for (int i = writes.size() - 1; i > 0; i--) {
            var write = writes.get(i);
            if (write.thread() != thread
                    && !write.isKnownTo(view)
                    && (mode == AccessMode.PLAIN || write.mode() == AccessMode.PLAIN)) {
                race.accept(write.access());
            }
        }
    }

    /// Tells of all reads by other threads that are not ordered with a write, and conflict.
    void racingReads(int thread, Clock view, AccessMode mode, Consumer<RacingAccess> race) {
        report(plainReads, thread, view, race);
        if (mode == AccessMode.PLAIN) report(otherReads, thread, view, race);
    }

    private static void report(
            @Nullable Read @Nullable [] reads,
            int thread,
            Clock view,
            Consumer<RacingAccess> race) {
        if (reads == null) return;
        for (int other = 0; other < reads.length; other++) {
            var read = reads[other];
            if (other != thread && read != null && !view.knows(other, read.tick)) {
                race.accept(read.access);
            }
        }
    }
}
