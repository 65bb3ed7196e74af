package chatlab.engine.litmus.programs;

import chatlab.engine.litmus.Litmus;
import chatlab.engine.litmus.Outcomes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// One thread creates an object and hands it over; the other reads what is in it.
@SuppressWarnings("DoubleCheckedLocking") // broken on purpose
public final class Publication {
    private Publication() {}

    static class Box {
        int x;

        Box(int x) {
            this.x = x;
        }
    }

    static class FinalBox {
        final int x;

        FinalBox(int x) {
            this.x = x;
        }
    }

    record RecordBox(int x) {}

    @Outcomes(
            interleaved = {"none", "x=42"},
            weak = "x=0")
    public static class PlainReference implements Litmus {
        @Nullable Box box;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> box = new Box(42),
                    () -> {
                        var b = box;
                        if (b != null) seen = "x=" + b.x;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "x=42"})
    public static class FinalField implements Litmus {
        @Nullable FinalBox box;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> box = new FinalBox(42),
                    () -> {
                        var b = box;
                        if (b != null) seen = "x=" + b.x;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "x=42"})
    public static class RecordComponent implements Litmus {
        @Nullable RecordBox box;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> box = new RecordBox(42),
                    () -> {
                        var b = box;
                        if (b != null) seen = "x=" + b.x();
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "x=42"})
    public static class VolatileReference implements Litmus {
        volatile @Nullable Box box;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> box = new Box(42),
                    () -> {
                        var b = box;
                        if (b != null) seen = "x=" + b.x;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(interleaved = {"none", "x=42"})
    public static class AtomicHolder implements Litmus {
        final AtomicReference<@Nullable Box> box = new AtomicReference<>();
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> box.set(new Box(42)),
                    () -> {
                        var b = box.get();
                        if (b != null) seen = "x=" + b.x;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    static class FinalArray {
        final int[] a = new int[1];

        FinalArray() {
            a[0] = 42;
        }
    }

    /// What a final field refers to is visible as it was when the constructor ended (JLS 17.5).
    @Outcomes(interleaved = {"none", "a[0]=42"})
    public static class ArrayInFinalField implements Litmus {
        @Nullable FinalArray box;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> box = new FinalArray(),
                    () -> {
                        var b = box;
                        if (b != null) seen = "a[0]=" + b.a[0];
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// What was written after the constructor ended is not.
    @Outcomes(
            interleaved = {"none", "a[0]=43"},
            weak = "a[0]=42")
    public static class ArrayInFinalFieldLate implements Litmus {
        @Nullable FinalArray box;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        var b = new FinalArray();
                        b.a[0] = 43;
                        box = b;
                    },
                    () -> {
                        var b = box;
                        if (b != null) seen = "a[0]=" + b.a[0];
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    static class Leaking {
        final int x;

        Leaking(ThisEscapes to) {
            to.box = this;
            x = 42;
        }
    }

    /// A final field protects nothing if the constructor lets `this` escape.
    @Outcomes(interleaved = {"none", "x=0", "x=42"})
    public static class ThisEscapes implements Litmus {
        @Nullable Leaking box;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> new Leaking(this),
                    () -> {
                        var b = box;
                        if (b != null) seen = "x=" + b.x;
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    @Outcomes(
            interleaved = {"none", "a[0]=e"},
            weak = "a[0]=null")
    public static class PlainArray implements Litmus {
        String @Nullable [] array;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> array = new String[] {"e"},
                    () -> {
                        var a = array;
                        if (a != null) seen = "a[0]=" + a[0];
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// The classic double-checked locking: the object may be seen half built.
    @Outcomes(
            interleaved = "7,7",
            weak = {"0,7", "7,0"})
    public static class DoubleCheckedLocking implements Litmus {
        @Nullable Box box;
        int r1;
        int r2;

        Box get() {
            var seen = box;
            if (seen == null) {
                synchronized (this) {
                    seen = box;
                    if (seen == null) box = seen = new Box(7);
                }
            }
            return seen;
        }

        @Override
        public List<Runnable> threads() {
            return List.of(() -> r1 = get().x, () -> r2 = get().x);
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(interleaved = "7,7")
    public static class DoubleCheckedLockingVolatile implements Litmus {
        volatile @Nullable Box box;
        int r1;
        int r2;

        Box get() {
            var seen = box;
            if (seen == null) {
                synchronized (this) {
                    seen = box;
                    if (seen == null) box = seen = new Box(7);
                }
            }
            return seen;
        }

        @Override
        public List<Runnable> threads() {
            return List.of(() -> r1 = get().x, () -> r2 = get().x);
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    /// Two plain reads of one field: the second may be the older.
    @Outcomes(
            interleaved = "7,7",
            weak = {"null,7", "7,null"})
    public static class RacySingleCheckTwoReads implements Litmus {
        @Nullable FinalBox box;
        String r1 = "";
        String r2 = "";

        String get() {
            if (box == null) {
                synchronized (this) {
                    if (box == null) box = new FinalBox(7);
                }
            }
            var again = box;
            return again == null ? "null" : "" + again.x;
        }

        @Override
        public List<Runnable> threads() {
            return List.of(() -> r1 = get(), () -> r2 = get());
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    /// As `String.hashCode`: the race is harmless, for one read decides.
    @Outcomes(interleaved = "7,7")
    public static class RacySingleCheckOneRead implements Litmus {
        int hash;
        int r1;
        int r2;

        int get() {
            int h = hash;
            if (h == 0) hash = h = 7;
            return h;
        }

        @Override
        public List<Runnable> threads() {
            return List.of(() -> r1 = get(), () -> r2 = get());
        }

        @Override
        public String outcome() {
            return r1 + "," + r2;
        }
    }

    @Outcomes(interleaved = {"none", "1:e"})
    public static class CopyOnWriteList implements Litmus {
        @Nullable List<String> list;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> list = new CopyOnWriteArrayList<>(List.of("e")),
                    () -> {
                        var l = list;
                        if (l != null) seen = l.size() + ":" + l.get(0);
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }

    /// The reader may see the list without its element, or its size without its array.
    @Outcomes(
            interleaved = {"none", "1:e"},
            weak = {
                "0",
                "IndexOutOfBoundsException",
                "NullPointerException",
                "ArrayIndexOutOfBoundsException",
                "1:null"
            },
            staleReads = 2)
    public static class PlainList implements Litmus {
        @Nullable List<@Nullable String> list;
        String seen = "none";

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        var l = new ArrayList<@Nullable String>();
                        l.add("e");
                        list = l;
                    },
                    () -> {
                        var l = list;
                        if (l == null) return;
                        try {
                            int size = l.size();
                            seen = size == 0 ? "0" : size + ":" + l.get(0);
                        } catch (RuntimeException e) {
                            seen = e.getClass().getSimpleName();
                        }
                    });
        }

        @Override
        public String outcome() {
            return seen;
        }
    }
}
