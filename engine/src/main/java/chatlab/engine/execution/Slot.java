package chatlab.engine.execution;

import chatlab.engine.code.SharedField;
import chatlab.engine.memory.Cells;
import chatlab.engine.memory.Elements;
import chatlab.engine.memory.Memory;
import chatlab.engine.memory.Shadow;
import chatlab.engine.memory.Variable;

import org.jspecify.annotations.Nullable;

/// Where a variable has its value on the heap.
sealed interface Slot {
    /// The object that the variable belongs to; for a static field, the class.
    Object holder();

    Variable variable(Memory memory, Shadow shadow);

    @Nullable Object raw();

    void raw(@Nullable Object value);

    /// A field.
    ///
    /// @param object null for a static field
    record OfField(SharedField field, @Nullable Object object) implements Slot {
        @Override
        public Object holder() {
            return object == null ? field.owner() : object;
        }

        @Override
        public Variable variable(Memory memory, Shadow shadow) {
            return memory.field(shadow, field, object);
        }

        @Override
        public @Nullable Object raw() {
            return field.get(object);
        }

        @Override
        public void raw(@Nullable Object value) {
            field.set(object, value);
        }
    }

    /// An element of an array.
    record OfArray(Object array, int index) implements Slot {
        @Override
        public Object holder() {
            return array;
        }

        @Override
        public Variable variable(Memory memory, Shadow shadow) {
            return memory.element(shadow, index);
        }

        @Override
        public @Nullable Object raw() {
            return Elements.get(array, index);
        }

        @Override
        public void raw(@Nullable Object value) {
            Elements.set(array, index, value);
        }
    }

    /// A variable of an atomic.
    record OfCells(Cells cells, int index) implements Slot {
        @Override
        public Object holder() {
            return cells;
        }

        @Override
        public Variable variable(Memory memory, Shadow shadow) {
            return memory.cell(shadow, index, cells);
        }

        @Override
        public @Nullable Object raw() {
            return cells.raw(index);
        }

        @Override
        public void raw(@Nullable Object value) {
            cells.raw(index, value);
        }
    }
}
