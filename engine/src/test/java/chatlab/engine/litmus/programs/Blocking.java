package chatlab.engine.litmus.programs;

import chatlab.engine.litmus.Litmus;
import chatlab.engine.litmus.Outcomes;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;

/// Threads that wait for each other, with and without a promise that they stop.
@SuppressWarnings("WaitNotInLoop") // broken on purpose
public final class Blocking {
    private Blocking() {}

    /// A compiler may read a plain flag once, before the loop.
    @Outcomes(interleaved = "stopped", weak = "endless: T2", preemptions = 1, staleReads = 1)
    public static class StopFlagPlain implements Litmus {
        boolean stop;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> stop = true,
                    () -> {
                        while (!stop) {}
                        seen = "stopped";
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "stopped")
    public static class StopFlagVolatile implements Litmus {
        volatile boolean stop;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> stop = true,
                    () -> {
                        while (!stop) {}
                        seen = "stopped";
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// An opaque read sees a write some time.
    @Outcomes(interleaved = "stopped", preemptions = 1, staleReads = 1)
    public static class StopFlagOpaque implements Litmus {
        private static final VarHandle STOP =
                Handles.of(MethodHandles.lookup(), "stop", boolean.class);
        boolean stop;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> STOP.setOpaque(this, true),
                    () -> {
                        while (!(boolean) STOP.getOpaque(this)) {}
                        seen = "stopped";
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "2", preemptions = 2)
    public static class SpinLock implements Litmus {
        private static final VarHandle HELD = Handles.of(MethodHandles.lookup(), "held");
        int held;
        int count;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        while (!HELD.compareAndSet(this, 0, 1)) Thread.onSpinWait();
                        count++;
                        HELD.setRelease(this, 0);
                    },
                    () -> {
                        while (!HELD.compareAndSet(this, 0, 1)) Thread.onSpinWait();
                        count++;
                        HELD.setRelease(this, 0);
                    });
        }

        @Override
        public String outcome() {
            return "" + count;
        }
    }

    @Outcomes(interleaved = "got")
    public static class WaitInLoop implements Litmus {
        boolean isSet;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        synchronized (this) {
                            isSet = true;
                            notify();
                        }
                    },
                    () -> {
                        synchronized (this) {
                            while (!isSet) {
                                try {
                                    wait();
                                } catch (InterruptedException e) {
                                    return;
                                }
                            }
                            seen = "got";
                        }
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// A wait may end for no reason: `if` is not enough.
    @Outcomes(interleaved = {"got", "not set"})
    public static class WaitWithIf implements Litmus {
        boolean isSet;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        synchronized (this) {
                            isSet = true;
                            notify();
                        }
                    },
                    () -> {
                        synchronized (this) {
                            if (!isSet) {
                                try {
                                    wait();
                                } catch (InterruptedException e) {
                                    return;
                                }
                            }
                            seen = isSet ? "got" : "not set";
                        }
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// The check and the wait are not in one block.
    @Outcomes(interleaved = {"got", "deadlock: T2 waits for a notify of a LostWakeUp"})
    public static class LostWakeUp implements Litmus {
        volatile boolean isSet;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        isSet = true;
                        synchronized (this) {
                            notify();
                        }
                    },
                    () -> {
                        if (!isSet) {
                            synchronized (this) {
                                try {
                                    wait();
                                } catch (InterruptedException e) {
                                    return;
                                }
                            }
                        }
                        seen = "got";
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// A permit given before park is not lost.
    @Outcomes(interleaved = "got")
    public static class ParkAndUnpark implements Litmus {
        volatile boolean isSet;
        volatile @Nullable Thread waiter;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        isSet = true;
                        LockSupport.unpark(waiter);
                    },
                    () -> {
                        waiter = Thread.currentThread();
                        while (!isSet) LockSupport.park();
                        seen = "got";
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// Two locks in opposite orders.
    @Outcomes(
            interleaved = {
                "done",
                "deadlock: T1 waits for the monitor of an Object, which T2 holds; T2 waits for the"
                        + " monitor of an Object, which T1 holds"
            })
    public static class LockOrder implements Litmus {
        final Object one = new Object();
        final Object other = new Object();
        int count;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        synchronized (one) {
                            synchronized (other) {
                                count++;
                            }
                        }
                    },
                    () -> {
                        synchronized (other) {
                            synchronized (one) {
                                count++;
                            }
                        }
                    });
        }

        @Override
        public String outcome() {
            return "done";
        }
    }

    /// A validated stamp: both values of one write.
    @Outcomes(interleaved = {"busy", "again", "0,0", "1,1"})
    public static class OptimisticRead implements Litmus {
        final StampedLock lock = new StampedLock();
        int x;
        int y;
        String seen = "";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        long stamp = lock.writeLock();
                        x = 1;
                        y = 1;
                        lock.unlockWrite(stamp);
                    },
                    () -> {
                        long stamp = lock.tryOptimisticRead();
                        if (stamp == 0) {
                            seen = "busy";
                            return;
                        }
                        int a = x;
                        int b = y;
                        seen = lock.validate(stamp) ? a + "," + b : "again";
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// A sequence lock by hand needs more than a volatile counter: the data may be newer than it.
    @Outcomes(
            interleaved = {"again", "0,0", "1,1"},
            weak = {"0,1", "1,0"},
            notFound = {"0,1", "1,0"})
    public static class SequenceLockPlainData implements Litmus {
        volatile int version;
        int x;
        int y;
        String seen = "";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        version = 1;
                        x = 1;
                        y = 1;
                        version = 2;
                    },
                    () -> {
                        int before = version;
                        int a = x;
                        int b = y;
                        seen = (before & 1) == 0 && version == before ? a + "," + b : "again";
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(
            interleaved = {"none", "1"},
            preemptions = 2,
            staleReads = 2)
    public static class QueueHandover implements Litmus {
        int data;
        final ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        queue.add("e");
                    },
                    () -> {
                        if (queue.poll() != null) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(
            interleaved = {"none", "1"},
            preemptions = 2,
            staleReads = 2)
    public static class MapHandover implements Litmus {
        int data;
        final ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        map.put("k", "v");
                    },
                    () -> {
                        if (map.get("k") != null) seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }
}
