package chatlab.engine.control.code;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
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

    public static final class Locked implements IntSupplier {
        private final ReentrantLock lock = new ReentrantLock();
        private int count;

        @Override
        public int getAsInt() {
            lock.lock();
            try {
                return ++count;
            } finally {
                lock.unlock();
            }
        }
    }

    public static final class WriteLocked implements IntSupplier {
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private int count;

        @Override
        public int getAsInt() {
            lock.writeLock().lock();
            try {
                return ++count;
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    public static final class Stamped implements IntSupplier {
        private final StampedLock lock = new StampedLock();
        private int count;

        @Override
        public int getAsInt() {
            long stamp = lock.writeLock();
            try {
                return ++count;
            } finally {
                lock.unlockWrite(stamp);
            }
        }
    }

    public static final class Atomic implements IntSupplier {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public int getAsInt() {
            return count.incrementAndGet();
        }
    }

    public static final class AtomicElement implements IntSupplier {
        private final AtomicIntegerArray counts = new AtomicIntegerArray(2);

        @Override
        public int getAsInt() {
            return counts.incrementAndGet(1);
        }
    }

    public static final class Handled implements IntSupplier {
        private static final VarHandle COUNT =
                ConstantBootstraps.fieldVarHandle(
                        MethodHandles.lookup(), "count", VarHandle.class, Handled.class, int.class);

        private volatile int count;

        @Override
        public int getAsInt() {
            while (true) {
                int before = count;
                if (COUNT.compareAndSet(this, before, before + 1)) return before + 1;
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
