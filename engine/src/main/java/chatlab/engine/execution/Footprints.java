package chatlab.engine.execution;

import java.util.Arrays;

/// What the steps of an execution touched, in order: variables, monitors, locks.
///
/// Two steps whose footprints do not conflict can change places without any thread noticing.
final class Footprints {
    private Object[] touched = new Object[256];
    private boolean[] isWrite = new boolean[256];
    private int size;

    int size() {
        return size;
    }

    void add(Object what, boolean writes) {
        if (size == touched.length) {
            touched = Arrays.copyOf(touched, 2 * size);
            isWrite = Arrays.copyOf(isWrite, 2 * size);
        }
        touched[size] = what;
        isWrite[size] = writes;
        size++;
    }

    /// Returns true if something in `[from, middle)` and something in `[middle, size)` touch the
    /// same, and one of the two writes.
    boolean conflict(int from, int middle) {
        for (int i = middle; i < size; i++) {
            for (int j = from; j < middle; j++) {
                if (touched[i] == touched[j] && (isWrite[i] || isWrite[j])) return true;
            }
        }
        return false;
    }
}
