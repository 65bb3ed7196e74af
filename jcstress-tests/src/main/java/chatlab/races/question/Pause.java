package chatlab.races.question;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A pause of some nanoseconds, made by counting because clocks are too coarse.
final class Pause {
    private static final VarHandle SINK =
            ConstantBootstraps.staticFieldVarHandle(
                    MethodHandles.lookup(), "sink", VarHandle.class, Pause.class, int.class);

    /// Never read. Written through `SINK`, opaque, so that no compiler removes the counting.
    @SuppressWarnings("unused")
    private static int sink;

    private Pause() {}

    /// Takes about one nanosecond for each step.
    static void burn(int steps) {
        if (steps == 0) return;
        int x = steps;
        for (int i = 0; i < steps; i++) x = x * 31 + i;
        if (x == 42) SINK.setOpaque(x);
    }
}
