package chatlab.engine.litmus.programs;

import chatlab.engine.litmus.Litmus;
import chatlab.engine.litmus.Outcomes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// One thread writes data and then a flag; the other reads the flag and then the data.
@SuppressWarnings("LockNotBeforeTry") // shorter to read
public final class MessagePassing {
    private MessagePassing() {}

    @Outcomes(
            interleaved = {"none", "1"},
            weak = "0")
    public static class PlainFlag implements Litmus {
        int data;
        int flag;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        flag = 1;
                    },
                    () -> {
                        if (flag == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "1"})
    public static class VolatileFlag implements Litmus {
        int data;
        volatile int flag;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        flag = 1;
                    },
                    () -> {
                        if (flag == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// The volatile write must come after the data.
    @Outcomes(interleaved = {"none", "0", "1"})
    public static class VolatileFlagFirst implements Litmus {
        int data;
        volatile int flag;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        flag = 1;
                        data = 1;
                    },
                    () -> {
                        if (flag == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// The data is volatile, so its reader cannot miss a write that came first.
    @Outcomes(interleaved = {"none", "1"})
    public static class VolatileData implements Litmus {
        volatile int data;
        int flag;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        flag = 1;
                    },
                    () -> {
                        if (flag == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// Opaque accesses order nothing but themselves.
    @Outcomes(
            interleaved = {"none", "1"},
            weak = "0")
    public static class OpaqueFlag implements Litmus {
        private static final VarHandle FLAG = Handles.of(MethodHandles.lookup(), "flag");
        int data;
        int flag;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        FLAG.setOpaque(this, 1);
                    },
                    () -> {
                        if ((int) FLAG.getOpaque(this) == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "1"})
    public static class ReleaseAcquireFlag implements Litmus {
        private static final VarHandle FLAG = Handles.of(MethodHandles.lookup(), "flag");
        int data;
        int flag;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        FLAG.setRelease(this, 1);
                    },
                    () -> {
                        if ((int) FLAG.getAcquire(this) == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(
            interleaved = {"none", "1"},
            weak = "0")
    public static class ReleaseWithoutAcquire implements Litmus {
        private static final VarHandle FLAG = Handles.of(MethodHandles.lookup(), "flag");
        int data;
        int flag;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        FLAG.setRelease(this, 1);
                    },
                    () -> {
                        if (flag == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "1"})
    public static class LazySet implements Litmus {
        int data;
        final AtomicInteger flag = new AtomicInteger();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        flag.lazySet(1);
                    },
                    () -> {
                        if (flag.get() == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "1"})
    public static class AtomicUpdate implements Litmus {
        int data;
        final AtomicInteger flag = new AtomicInteger();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        flag.incrementAndGet();
                    },
                    () -> {
                        if (flag.compareAndSet(1, 2)) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// An atomic update between the two hands the release on.
    @Outcomes(interleaved = {"none", "1"})
    public static class ReleaseSequence implements Litmus {
        int data;
        final AtomicInteger flag = new AtomicInteger();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        flag.setRelease(1);
                    },
                    () -> {
                        if (flag.getAcquire() == 3) seen = "" + data;
                    },
                    () -> {
                        if (flag.compareAndSet(1, 2)) flag.compareAndSet(2, 3);
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "1"})
    public static class AtomicArray implements Litmus {
        int data;
        final AtomicIntegerArray flags = new AtomicIntegerArray(2);
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        flags.set(1, 1);
                    },
                    () -> {
                        if (flags.get(1) == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "1"})
    public static class ArrayHandle implements Litmus {
        private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(int[].class);
        int data;
        final int[] flags = new int[2];
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        ELEMENTS.setRelease(flags, 1, 1);
                    },
                    () -> {
                        if ((int) ELEMENTS.getAcquire(flags, 1) == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "1"})
    public static class OneLock implements Litmus {
        int data;
        int flag;
        final Object lock = new Object();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        synchronized (lock) {
                            flag = 1;
                        }
                    },
                    () -> {
                        boolean isSet;
                        synchronized (lock) {
                            isSet = flag == 1;
                        }
                        if (isSet) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// Different locks order nothing.
    @Outcomes(
            interleaved = {"none", "1"},
            weak = "0")
    public static class TwoLocks implements Litmus {
        int data;
        int flag;
        final Object one = new Object();
        final Object other = new Object();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        synchronized (one) {
                            flag = 1;
                        }
                    },
                    () -> {
                        boolean isSet;
                        synchronized (other) {
                            isSet = flag == 1;
                        }
                        if (isSet) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "1"})
    public static class ReentrantLocks implements Litmus {
        int data;
        int flag;
        final ReentrantLock lock = new ReentrantLock();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        lock.lock();
                        try {
                            flag = 1;
                        } finally {
                            lock.unlock();
                        }
                    },
                    () -> {
                        lock.lock();
                        boolean isSet = flag == 1;
                        lock.unlock();
                        if (isSet) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "1"})
    public static class ReadAndWriteLock implements Litmus {
        int data;
        int flag;
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        lock.writeLock().lock();
                        flag = 1;
                        lock.writeLock().unlock();
                    },
                    () -> {
                        lock.readLock().lock();
                        boolean isSet = flag == 1;
                        lock.readLock().unlock();
                        if (isSet) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// Two readers do not synchronize with each other.
    @Outcomes(
            interleaved = {"none", "1"},
            weak = "0")
    public static class TwoReadLocks implements Litmus {
        int data;
        int flag;
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        lock.readLock().lock();
                        flag = 1;
                        lock.readLock().unlock();
                    },
                    () -> {
                        lock.readLock().lock();
                        boolean isSet = flag == 1;
                        lock.readLock().unlock();
                        if (isSet) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "1")
    public static class Latch implements Litmus {
        int data;
        final CountDownLatch latch = new CountDownLatch(1);
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        latch.countDown();
                    },
                    () -> {
                        try {
                            latch.await();
                            seen = "" + data;
                        } catch (InterruptedException e) {
                            seen = "interrupted";
                        }
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "1")
    public static class Permit implements Litmus {
        int data;
        final Semaphore permit = new Semaphore(0);
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        permit.release();
                    },
                    () -> {
                        permit.acquireUninterruptibly();
                        seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// start happens-before all the thread does, and all it does before join returns.
    @Outcomes(interleaved = "1 then 2")
    public static class StartAndJoin implements Litmus {
        int data;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                data = 1;
                var thread = new Thread(() -> seen = "" + data++);
                thread.start();
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    seen = "interrupted";
                }
                seen += " then " + data;
            });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// interrupt happens-before the thread notices it.
    @Outcomes(interleaved = {"none", "1"})
    public static class Interrupt implements Litmus {
        int data;
        volatile boolean isStarted;
        String seen = "none";
        final Thread reader =
                new Thread(() -> {
                    if (Thread.currentThread().isInterrupted()) seen = "" + data;
                });

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                reader.start();
                data = 1;
                reader.interrupt();
                try {
                    reader.join();
                } catch (InterruptedException e) {
                    seen = "interrupted";
                }
            });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// Happens-before is transitive: over two flags and a third thread.
    @Outcomes(interleaved = {"none", "1"})
    public static class VolatileChain implements Litmus {
        int data;
        volatile int flag;
        volatile int relay;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        flag = 1;
                    },
                    () -> {
                        if (flag == 1) relay = 1;
                    },
                    () -> {
                        if (relay == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// The second flag is plain.
    @Outcomes(
            interleaved = {"none", "1"},
            weak = "0")
    public static class BrokenChain implements Litmus {
        int data;
        volatile int flag;
        int relay;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        flag = 1;
                    },
                    () -> {
                        if (flag == 1) relay = 1;
                    },
                    () -> {
                        if (relay == 1) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }
}
