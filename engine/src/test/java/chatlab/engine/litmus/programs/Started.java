package chatlab.engine.litmus.programs;

import chatlab.engine.litmus.Litmus;
import chatlab.engine.litmus.Outcomes;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/// Threads that the code under test starts, and waits with a time limit.
@SuppressWarnings({
    "LockNotBeforeTry",
    "WaitNotInLoop",
    "UnnecessaryMethodReference"
}) // shorter to read
public final class Started {
    private Started() {}

    @Outcomes(interleaved = {"1", "2"})
    public static class OwnThread implements Litmus {
        int count;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                var thread = new Thread(() -> count++);
                thread.start();
                count++;
                try {
                    thread.join();
                } catch (Exception e) {
                    seen = e.getClass().getSimpleName();
                }
            });
        }

        @Override
        public String outcome() {
            return "" + count;
        }
    }

    @Outcomes(interleaved = {"1", "2"})
    public static class VirtualThread implements Litmus {
        int count;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                var thread = Thread.startVirtualThread(() -> count++);
                count++;
                try {
                    thread.join();
                } catch (Exception e) {
                    seen = e.getClass().getSimpleName();
                }
            });
        }

        @Override
        public String outcome() {
            return "" + count;
        }
    }

    @Outcomes(interleaved = "worker")
    public static class BuiltThread implements Litmus {
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                var thread =
                        Thread.ofVirtual()
                                .name("worker")
                                .start(() -> seen = Thread.currentThread().getName());
                try {
                    thread.join();
                } catch (Exception e) {
                    seen = e.getClass().getSimpleName();
                }
            });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// Two tasks on two threads, without a lock.
    @Outcomes(
            interleaved = {"1", "2"},
            preemptions = 1,
            staleReads = 0)
    public static class FixedPool implements Litmus {
        int count;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                var pool = Executors.newFixedThreadPool(2);
                try {
                    var one =
                            pool.submit(() -> {
                                count++;
                            });
                    var other =
                            pool.submit(() -> {
                                count++;
                            });
                    one.get();
                    other.get();
                    seen = "" + count;
                    pool.shutdown();
                } catch (Exception e) {
                    seen = e.getClass().getSimpleName();
                }
            });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// One thread runs both tasks, one after the other.
    @Outcomes(interleaved = "2", preemptions = 1, staleReads = 0)
    public static class SingleThreadPool implements Litmus {
        int count;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                var pool = Executors.newSingleThreadExecutor();
                try {
                    var one =
                            pool.submit(() -> {
                                count++;
                            });
                    var other =
                            pool.submit(() -> {
                                count++;
                            });
                    one.get();
                    other.get();
                    seen = "" + count;
                } catch (Exception e) {
                    seen = e.getClass().getSimpleName();
                }
            });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "42", preemptions = 1, staleReads = 1)
    public static class SupplyAsync implements Litmus {
        int data;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                data = 42;
                try {
                    seen = "" + CompletableFuture.supplyAsync(() -> data).thenApply(x -> x).get();
                } catch (Exception e) {
                    seen = e.getClass().getSimpleName();
                }
            });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "42", preemptions = 1, staleReads = 2)
    public static class Future implements Litmus {
        int data;
        final FutureTask<Integer> task =
                new FutureTask<>(() -> {
                    data = 42;
                    return 1;
                });
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    task::run,
                    () -> {
                        try {
                            int one = task.get();
                            seen = "" + data * one;
                        } catch (Exception e) {
                            seen = e.getClass().getSimpleName();
                        }
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// Time passes when nothing else can happen.
    @Outcomes(interleaved = "42", preemptions = 0, staleReads = 1)
    public static class Delayed implements Litmus {
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                var timer = Executors.newScheduledThreadPool(1);
                try {
                    Callable<Integer> task = () -> 42;
                    seen = "" + timer.schedule(task, 1, TimeUnit.SECONDS).get();
                } catch (Exception e) {
                    seen = e.getClass().getSimpleName();
                }
            });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "1", preemptions = 2, staleReads = 1)
    public static class BlockingQueue implements Litmus {
        int data;
        final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        queue.add("e");
                    },
                    () -> {
                        try {
                            queue.take();
                            seen = "" + data;
                        } catch (Exception e) {
                            seen = e.getClass().getSimpleName();
                        }
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "1", preemptions = 1, staleReads = 1)
    public static class Handover implements Litmus {
        int data;
        final SynchronousQueue<String> queue = new SynchronousQueue<>();
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        try {
                            queue.put("e");
                        } catch (Exception e) {
                            seen = e.getClass().getSimpleName();
                        }
                    },
                    () -> {
                        try {
                            queue.take();
                            seen = "" + data;
                        } catch (Exception e) {
                            seen = e.getClass().getSimpleName();
                        }
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "1", preemptions = 1, staleReads = 1)
    public static class Barrier implements Litmus {
        int data;
        final CyclicBarrier barrier = new CyclicBarrier(2);
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        try {
                            barrier.await();
                        } catch (Exception e) {
                            seen = e.getClass().getSimpleName();
                        }
                    },
                    () -> {
                        try {
                            barrier.await();
                            seen = "" + data;
                        } catch (Exception e) {
                            seen = e.getClass().getSimpleName();
                        }
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = "1", preemptions = 1, staleReads = 1)
    public static class Phase implements Litmus {
        int data;
        final Phaser phaser = new Phaser(2);
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        data = 1;
                        phaser.arrive();
                    },
                    () -> {
                        phaser.arriveAndAwaitAdvance();
                        seen = "" + data;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// The time may be over before the lock is free.
    @Outcomes(
            interleaved = {"got it", "gave up"},
            preemptions = 2,
            staleReads = 1)
    public static class TimedLock implements Litmus {
        final ReentrantLock lock = new ReentrantLock();
        int count;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        lock.lock();
                        count++;
                        lock.unlock();
                    },
                    () -> {
                        try {
                            if (lock.tryLock(1, TimeUnit.SECONDS)) {
                                seen = "got it";
                                lock.unlock();
                            } else {
                                seen = "gave up";
                            }
                        } catch (Exception e) {
                            seen = e.getClass().getSimpleName();
                        }
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// A wait with a time limit is no deadlock.
    @Outcomes(interleaved = "woke up")
    public static class TimedWait implements Litmus {
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(() -> {
                synchronized (this) {
                    try {
                        wait(1_000);
                        seen = "woke up";
                    } catch (Exception e) {
                        seen = e.getClass().getSimpleName();
                    }
                }
            });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// A reader may read again although a writer waits.
    @Outcomes(interleaved = "done")
    public static class NestedRead implements Litmus {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
        int count;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        lock.readLock().lock();
                        lock.readLock().lock();
                        lock.readLock().unlock();
                        lock.readLock().unlock();
                    },
                    () -> {
                        lock.writeLock().lock();
                        count++;
                        lock.writeLock().unlock();
                    });
        }

        @Override
        public String outcome() {
            return "done";
        }
    }

    /// A stamped lock is not reentrant: the second read waits behind the writer, which waits for
    /// the first.
    @Outcomes(
            interleaved = {
                "done",
                "deadlock: T1 waits for a read stamp; T2 waits for a write stamp"
            })
    public static class NestedStampedRead implements Litmus {
        final StampedLock lock = new StampedLock();
        int count;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        long outer = lock.readLock();
                        long inner = lock.readLock();
                        lock.unlockRead(inner);
                        lock.unlockRead(outer);
                    },
                    () -> {
                        long stamp = lock.writeLock();
                        count++;
                        lock.unlockWrite(stamp);
                    });
        }

        @Override
        public String outcome() {
            return "done";
        }
    }

    /// A new reader waits behind a waiting writer, even if the first reader waits for the new one.
    @Outcomes(
            interleaved = {
                "done",
                "deadlock: T1 waits for the end of thread; T2 waits for a write lock; thread waits"
                        + " for a read lock, behind a waiting writer"
            })
    public static class NewReaderBehindWriter implements Litmus {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
        int count;
        String seen = "?";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        lock.readLock().lock();
                        var other =
                                new Thread(() -> {
                                    lock.readLock().lock();
                                    lock.readLock().unlock();
                                });
                        other.start();
                        try {
                            other.join();
                        } catch (Exception e) {
                            seen = e.getClass().getSimpleName();
                        }
                        lock.readLock().unlock();
                    },
                    () -> {
                        lock.writeLock().lock();
                        count++;
                        lock.writeLock().unlock();
                    });
        }

        @Override
        public String outcome() {
            return "done";
        }
    }
}
