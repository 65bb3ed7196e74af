package chatlab.engine.litmus.programs;

import chatlab.engine.litmus.Litmus;
import chatlab.engine.litmus.Outcomes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What the accesses to one variable agree on, and what the readers of two agree on.
@SuppressWarnings("NonAtomicVolatileUpdate") // broken on purpose
public final class Coherence {
    private Coherence() {}

    /// Two plain reads may return values in the wrong order.
    @Outcomes(
            interleaved = {"0,0", "0,1", "1,1"},
            weak = "1,0")
    public static class ReadTwicePlain implements Litmus {
        int x;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> x = 1,
                    () -> {
                        r1 = x;
                        r2 = x;
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(interleaved = {"0,0", "0,1", "1,1"})
    public static class ReadTwiceOpaque implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        int x;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> X.setOpaque(this, 1),
                    () -> {
                        r1 = (int) X.getOpaque(this);
                        r2 = (int) X.getOpaque(this);
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(interleaved = {"0,0", "0,1", "1,1"})
    public static class ReadTwiceVolatile implements Litmus {
        volatile int x;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> x = 1,
                    () -> {
                        r1 = x;
                        r2 = x;
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    /// A thread sees its own write, or a later one by another.
    @Outcomes(interleaved = {"1", "2"})
    public static class ReadOwnWrite implements Litmus {
        int x;
        int r1;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        x = 1;
                        r1 = x;
                    },
                    () -> x = 2);
        }

        @Override
        public String outcome() {
            return "" + r1;
        }
    }

    /// Two readers agree on the order of two writes.
    @Outcomes(interleaved = "same", preemptions = 2, staleReads = 2)
    public static class TwoReadersOpaque implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        int x;
        int a;
        int b;
        int c;
        int d;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> X.setOpaque(this, 1),
                    () -> X.setOpaque(this, 2),
                    () -> {
                        a = (int) X.getOpaque(this);
                        b = (int) X.getOpaque(this);
                    },
                    () -> {
                        c = (int) X.getOpaque(this);
                        d = (int) X.getOpaque(this);
                    });
        }

        @Override
        public String outcome() {
            return a == 1 && b == 2 && c == 2 && d == 1 ? "opposite" : "same";
        }
    }

    /// Two readers see two independent writes in opposite orders.
    @Outcomes(interleaved = "same", weak = "opposite", preemptions = 2, staleReads = 2)
    public static class IndependentReadsPlain implements Litmus {
        int x;
        int y;
        int a;
        int b;
        int c;
        int d;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> x = 1,
                    () -> y = 1,
                    () -> {
                        a = x;
                        b = y;
                    },
                    () -> {
                        c = y;
                        d = x;
                    });
        }

        @Override
        public String outcome() {
            return a == 1 && b == 0 && c == 1 && d == 0 ? "opposite" : "same";
        }
    }

    @Outcomes(interleaved = "same", weak = "opposite", preemptions = 2, staleReads = 2)
    public static class IndependentReadsReleaseAcquire implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        private static final VarHandle Y = Handles.of(MethodHandles.lookup(), "y");
        int x;
        int y;
        int a;
        int b;
        int c;
        int d;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> X.setRelease(this, 1),
                    () -> Y.setRelease(this, 1),
                    () -> {
                        a = (int) X.getAcquire(this);
                        b = (int) Y.getAcquire(this);
                    },
                    () -> {
                        c = (int) Y.getAcquire(this);
                        d = (int) X.getAcquire(this);
                    });
        }

        @Override
        public String outcome() {
            return a == 1 && b == 0 && c == 1 && d == 0 ? "opposite" : "same";
        }
    }

    @Outcomes(interleaved = "same", preemptions = 2, staleReads = 2)
    public static class IndependentReadsVolatile implements Litmus {
        volatile int x;
        volatile int y;
        int a;
        int b;
        int c;
        int d;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> x = 1,
                    () -> y = 1,
                    () -> {
                        a = x;
                        b = y;
                    },
                    () -> {
                        c = y;
                        d = x;
                    });
        }

        @Override
        public String outcome() {
            return a == 1 && b == 0 && c == 1 && d == 0 ? "opposite" : "same";
        }
    }

    @Outcomes(interleaved = {"1", "2"})
    public static class IncrementPlain implements Litmus {
        int x;

        @Override
        public List<Runnable> threads() {
            return List.of(() -> x++, () -> x++);
        }

        @Override
        public String outcome() {
            return "" + x;
        }
    }

    /// A volatile increment is two accesses.
    @Outcomes(interleaved = {"1", "2"})
    public static class IncrementVolatile implements Litmus {
        volatile int x;

        @Override
        public List<Runnable> threads() {
            return List.of(() -> x++, () -> x++);
        }

        @Override
        public String outcome() {
            return "" + x;
        }
    }

    @Outcomes(interleaved = "2")
    public static class IncrementAtomic implements Litmus {
        final AtomicInteger x = new AtomicInteger();

        @Override
        public List<Runnable> threads() {
            return List.of(() -> x.incrementAndGet(), () -> x.incrementAndGet());
        }

        @Override
        public String outcome() {
            return "" + x.get();
        }
    }

    /// An atomic update never misses one before it, in any mode.
    @Outcomes(interleaved = "2")
    public static class GetAndAddRelease implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        int x;

        @Override
        public List<Runnable> threads() {
            return List.of(() -> X.getAndAddRelease(this, 1), () -> X.getAndAddAcquire(this, 1));
        }

        @Override
        public String outcome() {
            return "" + (int) X.getVolatile(this);
        }
    }

    /// One of the two wins.
    @Outcomes(interleaved = {"true,false", "false,true"})
    public static class CompareAndSet implements Litmus {
        final AtomicInteger x = new AtomicInteger();
        boolean r1;
        boolean r2;

        @Override
        public List<Runnable> threads() {
            return List.of(() -> r1 = x.compareAndSet(0, 1), () -> r2 = x.compareAndSet(0, 2));
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    /// It may fail for no reason, and then no one wins.
    @Outcomes(interleaved = {"true,false", "false,true", "false,false"})
    public static class WeakCompareAndSet implements Litmus {
        final AtomicInteger x = new AtomicInteger();
        boolean r1;
        boolean r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> r1 = x.weakCompareAndSetVolatile(0, 1),
                    () -> r2 = x.weakCompareAndSetVolatile(0, 2));
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    /// A long may be written in two halves (JLS 17.7). The engine writes it at once, as every
    /// 64-bit JVM does.
    @Outcomes(
            interleaved = {"0", "-1"},
            weak = {"4294967295", "-4294967296"},
            notFound = {"4294967295", "-4294967296"})
    public static class LongAtOnce implements Litmus {
        long x;
        long r1;

        @Override
        public List<Runnable> threads() {
            return List.of(() -> x = -1L, () -> r1 = x);
        }

        @Override
        public String outcome() {
            return "" + r1;
        }
    }
}
