package chatlab.engine.control.code;

import java.util.function.IntSupplier;

/// Counters that two threads increment.
@SuppressWarnings("NonAtomicVolatileUpdate") // broken on purpose
public final class Counters {
    private Counters() {}

    public static final class Racy implements IntSupplier {
        private int count;

        @Override
        public int getAsInt() {
            return ++count;
        }
    }

    public static final class Repaired implements IntSupplier {
        private int count;

        @Override
        public synchronized int getAsInt() {
            return ++count;
        }
    }

    public static final class TwoBlocks implements IntSupplier {
        private int count;

        @Override
        public int getAsInt() {
            synchronized (this) {
                if (count < 0) throw new IllegalStateException("too many");
            }
            synchronized (this) {
                return ++count;
            }
        }
    }

    /// Takes many steps.
    public static final class Spinning implements IntSupplier {
        private volatile int count;

        @Override
        public int getAsInt() {
            for (int i = 0; i < 5; i++) count++;
            return count;
        }
    }
}
