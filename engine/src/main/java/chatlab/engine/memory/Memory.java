package chatlab.engine.memory;

import chatlab.engine.code.SharedField;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The memory of one execution: all variables with all writes to them, and who may read which.
///
/// A plain read returns any write that does not happen after it and is not hidden by another write
/// between the two (happens-before consistency, JLS 17.4.5). Only writes that the execution has
/// already made can be read, so no value comes out of thin air, and no read sees a later write.
/// Stronger modes narrow the choice: see [Variable#older].
///
/// The heap always holds the newest writes, so that code outside the engine can read it. Confined
/// to the thread that runs the execution.
public final class Memory {
    /// An update returns it to leave the variable as it is.
    public static final Object UNCHANGED = new Object();

    /// A longer array gets no history before it is shared.
    private static final int LONG_ARRAY = 4_096;

    private final Choices choices;
    private final Narrator narrator;
    private final boolean isSequential;
    private final IdentityHashMap<Object, Shadow> shadows = new IdentityHashMap<>(128);

    /// @param isSequential true for sequential consistency: every read returns the newest write
    public Memory(Choices choices, Narrator narrator, boolean isSequential) {
        this.choices = choices;
        this.narrator = narrator;
        this.isSequential = isSequential;
    }

    // --- Objects ---

    public Shadow shadow(Object object) {
        var shadow = shadows.get(object);
        if (shadow == null) {
            shadow = new Shadow(object, shadows.size());
            shadows.put(object, shadow);
        }
        return shadow;
    }

    /// The objects that several threads can reach, in the order in which they were first touched.
    public Stream<Shadow> shared() {
        return shadows.values().stream()
                .filter(shadow -> shadow.owner == Shadow.SHARED)
                .sorted(Comparator.comparingInt(Shadow::number));
    }

    /// A new object, to which only its thread has a reference. The program's main thread shares all
    /// that it creates with the others.
    public void created(Object object, Viewer by) {
        if (shadows.containsKey(object)) return;
        var shadow = shadow(object);
        shadow.creator = by.thread();
        if (by.thread() > 0) shadow.owner = by.thread();
    }

    /// The superclass's constructor has returned: `this` exists.
    public void beginConstructor(Object object, Viewer by) {
        created(object, by);
        shadow(object).constructing++;
    }

    /// A constructor returns. If its class has final fields, they are frozen.
    public void endConstructor(Object object, boolean hasFinals, Viewer by) {
        var shadow = shadow(object);
        shadow.constructing--;
        if (hasFinals) shadow.frozen = Clock.joined(shadow.frozen, by.release());
    }

    public boolean isConfined(Shadow shadow, Viewer to) {
        if (shadow.owner == to.thread()) return true;
        if (shadow.owner != Shadow.SHARED) escape(shadow.object());
        return false;
    }

    /// Whether an array is long and only the thread that made it has touched it. Then its elements
    /// are read and written as they are; what it holds when it is shared is visible to everybody.
    public boolean isWithoutHistory(Object array, Viewer to) {
        if (Array.getLength(array) <= LONG_ARRAY) return false;
        var shadow = shadow(array);
        return shadow.elements == null
                && (shadow.owner == to.thread() || (to.thread() == 0 && shadow.creator == 0));
    }

    /// From now on other threads may have a reference to it, and to all that it refers to.
    public void escape(@Nullable Object object) {
        if (object == null) return;
        var shadow = shadows.get(object);
        if (shadow == null || shadow.owner == Shadow.SHARED) return;
        shadow.owner = Shadow.SHARED;
        if (shadow.isConstructing()) shadow.hasLeaked = true;
        for (var variable : shadow.variables()) {
            for (var write : variable.writes()) escape(write.value());
        }
        if (shadow.finals != null) shadow.finals.forEach(this::escape);
        if (shadow.elements == null && object instanceof Object[] array) {
            for (var element : array) escape(element);
        }
    }

    /// A lambda captures an object: it gets it through a final field.
    public void captured(Object lambda, @Nullable Object object, Viewer by) {
        if (object == null) return;
        created(lambda, by);
        var shadow = shadow(lambda);
        shadow.refersTo(object);
        if (shadow.owner == Shadow.SHARED) escape(object);
        var taken = shadow(object);
        taken.captured = Clock.joined(taken.captured, by.release());
    }

    /// Puts everything back that existed before the execution: the objects that static fields hold.
    public void restoreOldObjects() {
        for (var shadow : shadows.values()) {
            if (shadow.creator != Shadow.NOBODY) continue;
            for (var variable : shadow.variables()) {
                var first = variable.first();
                if (variable.newest() != first) write(shadow, variable, first.value());
            }
        }
    }

    private void write(Shadow shadow, Variable variable, @Nullable Object value) {
        var writer = writers.get(variable);
        if (writer != null) writer.accept(value);
        else if (shadow.elements != null) {
            for (int i = 0; i < shadow.elements.length; i++) {
                if (shadow.elements[i] == variable) Elements.set(shadow.object(), i, value);
            }
        }
    }

    private final IdentityHashMap<Variable, Consumer<@Nullable Object>> writers =
            new IdentityHashMap<>();

    // --- Variables ---

    /// Returns the variable of a field, which it gets when first asked for.
    ///
    /// @param object null for a static field, whose shadow is that of the class
    public Variable field(Shadow shadow, SharedField field, @Nullable Object object) {
        var variable = shadow.field(field.number());
        if (variable == null) {
            variable = new Variable(shadow.object(), field, 0, field.get(object));
            shadow.field(field.number(), variable);
            if (shadow.creator == Shadow.NOBODY) {
                writers.put(variable, value -> field.set(object, value));
            }
        }
        return variable;
    }

    public Variable element(Shadow shadow, int index) {
        if (shadow.elements == null) {
            shadow.elements = new Variable[Array.getLength(shadow.object())];
        }
        var variable = shadow.elements[index];
        if (variable == null) {
            var value = Elements.get(shadow.object(), index);
            variable = new Variable(shadow.object(), null, index, value);
            shadow.elements[index] = variable;
        }
        return variable;
    }

    /// The variable of an object that keeps its values itself, as the models of atomics do.
    public Variable cell(Shadow shadow, int index, Cells cells) {
        int key = ~index;
        var variable = shadow.field(key);
        if (variable == null) {
            variable = new Variable(cells, null, index, cells.raw(index));
            shadow.field(key, variable);
            if (shadow.creator == Shadow.NOBODY) {
                writers.put(variable, value -> cells.raw(index, value));
            }
        }
        return variable;
    }

    /// Code outside the engine may have written to the heap: then that is what everybody sees.
    public void reconcile(Variable variable, @Nullable Object raw) {
        if (!Write.isSame(raw, variable.newest().value())) variable.restart(raw);
    }

    // --- Accesses ---

    public @Nullable Object read(
            Viewer viewer, Shadow shadow, Variable variable, AccessMode mode, int place) {
        var newest = variable.newest();
        var seen = newest;
        boolean isShared = shadow.owner != viewer.thread();
        if (isShared) {
            if (!isSequential) seen = choose(viewer, shadow, variable, mode, place);
            viewer.repeated().read(place, variable, seen);
            findRaces(viewer, shadow, variable, mode, place);
        }
        if (mode == AccessMode.VOLATILE) viewer.acquire(variable.volatiles());
        if (mode.isAtLeast(AccessMode.ACQUIRE_RELEASE)) viewer.acquire(seen.released());
        if (mode.isAtLeast(AccessMode.OPAQUE)) {
            variable.keepOrder(viewer.thread(), viewer.tick(), seen);
        }
        return viewer.passOn(shadow.object(), seen.value());
    }

    private Write choose(
            Viewer viewer, Shadow shadow, Variable variable, AccessMode mode, int place) {
        var newest = variable.newest();
        var view = viewer.viewOf(shadow);
        var others = variable.older(view, mode);
        if (others.isEmpty()) {
            narrator.read(variable, mode, newest, others, place);
            return newest;
        }
        if (mode == AccessMode.PLAIN) {
            var hoisted = viewer.hoisted(variable);
            if (hoisted != null) {
                int index = variable.writes().indexOf(hoisted);
                if (index >= 0 && !variable.isHidden(index, view)) {
                    narrator.staleRead(variable, mode, hoisted, newest, true, place);
                    return hoisted;
                }
                viewer.unhoist(variable);
            }
        }
        // While it spins it sees nothing that it has not seen: it had the same choice before.
        if (viewer.repeated().isSpinning()) {
            narrator.read(variable, mode, newest, others, place);
            return newest;
        }
        // A compiler may move a plain read out of its loop: it stays as it was.
        boolean mayStay = mode == AccessMode.PLAIN && viewer.repeated().hasRead(place, variable);
        int chosen = choices.readFrom(1 + others.size() * (mayStay ? 2 : 1));
        if (chosen == 0) {
            narrator.read(variable, mode, newest, others, place);
            return newest;
        }
        boolean stays = chosen > others.size();
        var seen = others.get((chosen - 1) % others.size());
        if (stays) viewer.hoist(variable, seen);
        narrator.staleRead(variable, mode, seen, newest, stays, place);
        return seen;
    }

    private void findRaces(
            Viewer viewer, Shadow shadow, Variable variable, AccessMode mode, int place) {
        if (viewer.thread() == 0) return;
        int tick = viewer.tick();
        var read = viewer.access(false, place);
        variable.noteRead(tick, read, mode);
        variable.racingWrites(
                viewer.thread(),
                viewer.viewOf(shadow),
                mode,
                write -> narrator.race(variable, write, read));
    }

    /// A write. The caller has already written to the heap.
    public void write(
            Viewer viewer,
            Shadow shadow,
            Variable variable,
            @Nullable Object value,
            AccessMode mode,
            int place) {
        append(viewer, shadow, variable, value, mode, null, place);
        viewer.unhoist(variable);
        if (mode.isAtLeast(AccessMode.OPAQUE)) {
            variable.keepOrder(viewer.thread(), viewer.tick(), variable.newest());
        }
        if (shadow.owner != viewer.thread()) narrator.write(variable, mode, value, place);
    }

    private void append(
            Viewer viewer,
            Shadow shadow,
            Variable variable,
            @Nullable Object value,
            AccessMode mode,
            @Nullable Clock releasedBefore,
            int place) {
        int thread = viewer.thread();
        if (shadow.owner != thread) {
            escape(value);
            if (thread > 0) findRacesOfWrite(viewer, shadow, variable, mode, place);
        }
        int tick = viewer.tick();
        var clock = viewer.clock().copy();
        var released = mode.isAtLeast(AccessMode.ACQUIRE_RELEASE) ? clock : null;
        if (releasedBefore != null) {
            released = released == null ? releasedBefore : Clock.joined(releasedBefore, released);
        }
        variable.append(
                new Write(thread, tick, clock, value, mode, released, place, viewer.calledFrom()));
    }

    private void findRacesOfWrite(
            Viewer viewer, Shadow shadow, Variable variable, AccessMode mode, int place) {
        int thread = viewer.thread();
        var view = viewer.viewOf(shadow);
        var write = viewer.access(true, place);
        variable.racingWrites(thread, view, mode, other -> narrator.race(variable, other, write));
        variable.racingReads(thread, view, mode, read -> narrator.race(variable, read, write));
    }

    /// An atomic read and write: always of the newest value.
    ///
    /// @param change returns the new value, or [#UNCHANGED]
    /// @param toHeap writes the new value to the heap
    /// @return the value before
    public @Nullable Object update(
            Viewer viewer,
            Shadow shadow,
            Variable variable,
            UnaryOperator<@Nullable Object> change,
            AccessMode readMode,
            AccessMode writeMode,
            int place,
            Consumer<@Nullable Object> toHeap) {
        var seen = variable.newest();
        var before = seen.value();
        var after = change.apply(before);
        boolean isWritten = after != UNCHANGED;
        boolean isShared = shadow.owner != viewer.thread();
        if (isShared) viewer.repeated().read(place, variable, seen);
        if (readMode == AccessMode.VOLATILE) viewer.acquire(variable.volatiles());
        if (readMode.isAtLeast(AccessMode.ACQUIRE_RELEASE)) viewer.acquire(seen.released());
        if (isShared && viewer.thread() > 0) findRaces(viewer, shadow, variable, readMode, place);
        if (isWritten) {
            toHeap.accept(after);
            // A release sequence continues through atomic updates.
            append(viewer, shadow, variable, after, writeMode, seen.released(), place);
        }
        variable.keepOrder(viewer.thread(), viewer.tick(), variable.newest());
        if (isShared) narrator.update(variable, writeMode, before, after, isWritten, place);
        return viewer.passOn(shadow.object(), before);
    }

    // --- Final fields (JLS 17.5) ---

    public void writeFinal(Shadow shadow, @Nullable Object value) {
        if (value == null) return;
        if (shadow.owner == Shadow.SHARED) escape(value);
        shadow.refersTo(value);
    }

    /// Returns true if the field certainly has its final value: only an object whose constructor
    /// let it escape, and has not ended as far as the thread knows, can show another.
    public boolean isFrozenFor(Viewer viewer, Shadow shadow) {
        var frozen = shadow.frozen;
        if (shadow.creator == Shadow.NOBODY
                || shadow.creator == viewer.thread()
                || (frozen != null && !shadow.hasLeaked)) {
            return true;
        }
        return frozen != null && viewer.clock().knows(shadow.creator, frozen.of(shadow.creator));
    }

    /// Reads a final field: its value, or the default one if it is not frozen and so chosen.
    public @Nullable Object readFinal(Viewer viewer, Shadow shadow, SharedField field, int place) {
        var holder = shadow.object();
        var value = field.get(holder);
        if (!isSequential && !isFrozenFor(viewer, shadow) && choices.readFrom(2) > 0) {
            narrator.staleFinal(new Variable(holder, field, 0, value), place);
            return field.defaultValue();
        }
        if (value != null && shadow.frozen != null && shadow.creator != viewer.thread()) {
            viewer.extend(value, shadow.frozen);
        }
        return viewer.passOn(holder, value);
    }

    // --- For those who look on ---

    /// The values that a read could return now, the newest first.
    public List<Write> readable(Viewer viewer, Shadow shadow, Variable variable, AccessMode mode) {
        var all = new ArrayList<Write>();
        all.add(variable.newest());
        if (!isSequential && shadow.owner != viewer.thread()) {
            all.addAll(variable.older(viewer.viewOf(shadow), mode));
        }
        return all;
    }
}
