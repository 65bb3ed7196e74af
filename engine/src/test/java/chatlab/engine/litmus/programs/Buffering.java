package chatlab.engine.litmus.programs;

import chatlab.engine.litmus.Litmus;
import chatlab.engine.litmus.Outcomes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/// Each thread writes one variable and accesses the other: may both miss each other?
public final class Buffering {
    private Buffering() {}

    @Outcomes(
            interleaved = {"0,1", "1,0", "1,1"},
            weak = "0,0")
    public static class StoreBufferingPlain implements Litmus {
        int x;
        int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        x = 1;
                        r1 = y;
                    },
                    () -> {
                        y = 1;
                        r2 = x;
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(interleaved = {"0,1", "1,0", "1,1"})
    public static class StoreBufferingVolatile implements Litmus {
        volatile int x;
        volatile int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        x = 1;
                        r1 = y;
                    },
                    () -> {
                        y = 1;
                        r2 = x;
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    /// One volatile field orders nothing here.
    @Outcomes(
            interleaved = {"0,1", "1,0", "1,1"},
            weak = "0,0")
    public static class StoreBufferingOneVolatile implements Litmus {
        volatile int x;
        int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        x = 1;
                        r1 = y;
                    },
                    () -> {
                        y = 1;
                        r2 = x;
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(
            interleaved = {"0,1", "1,0", "1,1"},
            weak = "0,0")
    public static class StoreBufferingOpaque implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        private static final VarHandle Y = Handles.of(MethodHandles.lookup(), "y");
        int x;
        int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        X.setOpaque(this, 1);
                        r1 = (int) Y.getOpaque(this);
                    },
                    () -> {
                        Y.setOpaque(this, 1);
                        r2 = (int) X.getOpaque(this);
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    /// Release and acquire do not order a write before a later read.
    @Outcomes(
            interleaved = {"0,1", "1,0", "1,1"},
            weak = "0,0")
    public static class StoreBufferingReleaseAcquire implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        private static final VarHandle Y = Handles.of(MethodHandles.lookup(), "y");
        int x;
        int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        X.setRelease(this, 1);
                        r1 = (int) Y.getAcquire(this);
                    },
                    () -> {
                        Y.setRelease(this, 1);
                        r2 = (int) X.getAcquire(this);
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(interleaved = {"0,1", "1,0", "1,1"})
    public static class StoreBufferingHandleVolatile implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        private static final VarHandle Y = Handles.of(MethodHandles.lookup(), "y");
        int x;
        int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        X.setVolatile(this, 1);
                        r1 = (int) Y.getVolatile(this);
                    },
                    () -> {
                        Y.setVolatile(this, 1);
                        r2 = (int) X.getVolatile(this);
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(interleaved = {"0,1", "1,0", "1,1"})
    public static class StoreBufferingFullFence implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        private static final VarHandle Y = Handles.of(MethodHandles.lookup(), "y");
        int x;
        int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        X.setOpaque(this, 1);
                        VarHandle.fullFence();
                        r1 = (int) Y.getOpaque(this);
                    },
                    () -> {
                        Y.setOpaque(this, 1);
                        VarHandle.fullFence();
                        r2 = (int) X.getOpaque(this);
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    /// Both reads see a later write: the compiler may exchange the lines. The engine does not.
    @Outcomes(
            interleaved = {"0,0", "0,1", "1,0"},
            weak = "1,1",
            notFound = "1,1")
    public static class LoadBufferingPlain implements Litmus {
        int x;
        int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        r1 = x;
                        y = 1;
                    },
                    () -> {
                        r2 = y;
                        x = 1;
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(
            interleaved = {"0,0", "0,1", "1,0"},
            weak = "1,1",
            notFound = "1,1")
    public static class LoadBufferingOpaque implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        private static final VarHandle Y = Handles.of(MethodHandles.lookup(), "y");
        int x;
        int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        r1 = (int) X.getOpaque(this);
                        Y.setOpaque(this, 1);
                    },
                    () -> {
                        r2 = (int) Y.getOpaque(this);
                        X.setOpaque(this, 1);
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(interleaved = {"0,0", "0,1", "1,0"})
    public static class LoadBufferingVolatile implements Litmus {
        volatile int x;
        volatile int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        r1 = x;
                        y = 1;
                    },
                    () -> {
                        r2 = y;
                        x = 1;
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(interleaved = {"0,0", "0,1", "1,0"})
    public static class LoadBufferingReleaseAcquire implements Litmus {
        private static final VarHandle X = Handles.of(MethodHandles.lookup(), "x");
        private static final VarHandle Y = Handles.of(MethodHandles.lookup(), "y");
        int x;
        int y;
        int r1;
        int r2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        r1 = (int) X.getAcquire(this);
                        Y.setRelease(this, 1);
                    },
                    () -> {
                        r2 = (int) Y.getAcquire(this);
                        X.setRelease(this, 1);
                    });
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    /// Two writes each, in opposite orders: the last values may be the first writes of both.
    @Outcomes(
            interleaved = {"1,2", "2,1", "2,2"},
            weak = "1,1")
    public static class TwoWritesEach implements Litmus {
        int x;
        int y;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        x = 1;
                        y = 2;
                    },
                    () -> {
                        y = 1;
                        x = 2;
                    });
        }

        @Override
        public String outcome() {
            return x + "," + y;
        }
    }

    @Outcomes(interleaved = {"1,2", "2,1", "2,2"})
    public static class TwoWritesEachVolatile implements Litmus {
        volatile int x;
        volatile int y;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        x = 1;
                        y = 2;
                    },
                    () -> {
                        y = 1;
                        x = 2;
                    });
        }

        @Override
        public String outcome() {
            return x + "," + y;
        }
    }

    /// Both enter the critical section.
    @Outcomes(
            interleaved = {"one", "none"},
            weak = "both")
    public static class DekkerPlain implements Litmus {
        boolean a;
        boolean b;
        boolean in1;
        boolean in2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        a = true;
                        if (!b) in1 = true;
                    },
                    () -> {
                        b = true;
                        if (!a) in2 = true;
                    });
        }

        @Override
        public String outcome() {
            return in1 && in2 ? "both" : in1 || in2 ? "one" : "none";
        }
    }

    @Outcomes(interleaved = {"one", "none"})
    public static class DekkerVolatile implements Litmus {
        volatile boolean a;
        volatile boolean b;
        boolean in1;
        boolean in2;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        a = true;
                        if (!b) in1 = true;
                    },
                    () -> {
                        b = true;
                        if (!a) in2 = true;
                    });
        }

        @Override
        public String outcome() {
            return in1 && in2 ? "both" : in1 || in2 ? "one" : "none";
        }
    }

    /// Peterson's lock needs its three fields volatile: an update is lost.
    @Outcomes(
            interleaved = "2",
            weak = {"1", "endless: T1", "endless: T2"},
            preemptions = 2,
            staleReads = 2)
    public static class PetersonPlain implements Litmus {
        boolean a;
        boolean b;
        int turn;
        int count;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        a = true;
                        turn = 2;
                        while (b && turn == 2) Thread.onSpinWait();
                        count++;
                        a = false;
                    },
                    () -> {
                        b = true;
                        turn = 1;
                        while (a && turn == 1) Thread.onSpinWait();
                        count++;
                        b = false;
                    });
        }

        @Override
        public String outcome() {
            return "" + count;
        }
    }

    @Outcomes(interleaved = "2")
    public static class PetersonVolatile implements Litmus {
        volatile boolean a;
        volatile boolean b;
        volatile int turn;
        int count;

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        a = true;
                        turn = 2;
                        while (b && turn == 2) Thread.onSpinWait();
                        count++;
                        a = false;
                    },
                    () -> {
                        b = true;
                        turn = 1;
                        while (a && turn == 1) Thread.onSpinWait();
                        count++;
                        b = false;
                    });
        }

        @Override
        public String outcome() {
            return "" + count;
        }
    }
}
