package chatlab.engine.execution;

import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Memory;

import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;

/// Reads, writes and atomic updates of variables, each a step if other threads may have the object.
///
/// Outside an execution they use the heap alone.
final class Access {
    private Access() {}

    static @Nullable Object read(Slot slot, AccessMode mode, int place) {
        var execution = Hooks.current();
        if (execution == null) return slot.raw();
        var memory = execution.memory();
        var viewer = execution.running().viewer();
        var shadow = memory.shadow(slot.holder());
        var variable = slot.variable(memory, shadow);
        if (!memory.isConfined(shadow, viewer)) {
            execution.point(shadow, variable, mode, false, place);
        }
        memory.reconcile(variable, slot.raw());
        return memory.read(viewer, shadow, variable, mode, place);
    }

    static void write(Slot slot, @Nullable Object value, AccessMode mode, int place) {
        var execution = Hooks.current();
        if (execution == null) {
            slot.raw(value);
            return;
        }
        var memory = execution.memory();
        var viewer = execution.running().viewer();
        var shadow = memory.shadow(slot.holder());
        var variable = slot.variable(memory, shadow);
        if (!memory.isConfined(shadow, viewer)) {
            execution.point(shadow, variable, mode, true, place);
        }
        slot.raw(value);
        memory.write(viewer, shadow, variable, value, mode, place);
        execution.progress();
    }

    /// Updates a variable.
    ///
    /// @param isAtomic false to read it in one step, and write it in another
    /// @param change as for [Memory#update]
    /// @return the value before
    static @Nullable Object update(
            Slot slot,
            boolean isAtomic,
            UnaryOperator<@Nullable Object> change,
            AccessMode readMode,
            AccessMode writeMode,
            int place) {
        var execution = Hooks.current();
        if (execution == null) {
            var before = slot.raw();
            var after = change.apply(before);
            if (after != Memory.UNCHANGED) slot.raw(after);
            return before;
        }
        if (!isAtomic) {
            var before = read(slot, readMode, place);
            var after = change.apply(before);
            if (after != Memory.UNCHANGED) write(slot, after, writeMode, place);
            return before;
        }
        var memory = execution.memory();
        var viewer = execution.running().viewer();
        var shadow = memory.shadow(slot.holder());
        var variable = slot.variable(memory, shadow);
        if (!memory.isConfined(shadow, viewer)) {
            execution.point(shadow, variable, readMode, true, place);
        }
        memory.reconcile(variable, slot.raw());
        return memory.update(
                viewer,
                shadow,
                variable,
                change,
                readMode,
                writeMode,
                place,
                value -> {
                    slot.raw(value);
                    execution.progress();
                });
    }
}
