package chatlab.engine.odd.classes;

import chatlab.engine.odd.Puzzle;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One corner of the language or the library each.
@SuppressWarnings({
    "BoxingComparator",
    "ClassCanBeStatic",
    "DereferenceWithNullBranch",
    "JdkObsolete",
    "NarrowingCompoundAssignment",
    "NonAtomicVolatileUpdate",
    "NullAway",
    "StringSplitter",
    "UnnecessaryAsync",
    "UnnecessaryMethodReference",
    "UnnecessaryStringBuilder"
}) // odd on purpose
public final class Puzzles {
    Puzzles() {}

    public static final class SwitchOnStrings implements Puzzle {
        @Override
        public String solve() {
            var all = new StringBuilder();
            for (String word : new String[] {"Aa", "BB", "C"}) {
                all.append(
                        switch (word) {
                            case "Aa" -> 1; // has the hash code of BB
                            case "BB" -> 2;
                            default -> 3;
                        });
            }
            return all.toString();
        }
    }

    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Rectangle(int width, long height) implements Shape {}

    public static final class Patterns implements Puzzle {
        @Override
        public String solve() {
            var all = new ArrayList<String>();
            for (Shape shape :
                    List.of(new Circle(1.5), new Rectangle(2, 3L), new Rectangle(0, 7))) {
                all.add(
                        switch (shape) {
                            case Circle(double radius) -> "circle " + radius;
                            case Rectangle(int width, long height) when width > 0 ->
                                    "area " + width * height;
                            case Rectangle r -> r.toString();
                        });
            }
            return all + " " + new Rectangle(1, 2).equals(new Rectangle(1, 2L));
        }
    }

    public static final class Primitives implements Puzzle {
        private byte b = 127;
        private short s = Short.MAX_VALUE;
        private char c = 'z';
        private boolean z;
        private long l = 1L << 40;
        private float f = 0.5f;
        private double d = Math.PI;
        private volatile long volatileLong = Long.MIN_VALUE;
        private static double shared = 2;

        @Override
        public String solve() {
            b++;
            s += 1;
            c -= 1;
            z ^= true;
            l *= 3;
            f /= 3;
            d = -d;
            volatileLong--;
            shared *= shared;
            return b
                    + " "
                    + s
                    + " "
                    + c
                    + " "
                    + z
                    + " "
                    + l
                    + " "
                    + f
                    + " "
                    + d
                    + " "
                    + volatileLong
                    + " "
                    + shared;
        }
    }

    public static final class Arrays1 implements Puzzle {
        private final byte[] bytes = new byte[2];
        private final boolean[] booleans = new boolean[2];
        private final char[] chars = {'a', 'b'};
        private final short[] shorts = {1, 2};
        private final long[] longs = {1, 2};
        private final float[] floats = {1, 2};
        private final double[] doubles = {1, 2};
        private final int[][] matrix = new int[3][4];
        private final String[][] words = {{"a"}, {"b", "c"}};

        @Override
        public String solve() {
            bytes[1] = (byte) 300;
            bytes[0]--;
            booleans[1] = true;
            booleans[0] |= booleans[1];
            chars[0] += 2;
            shorts[1] <<= 3;
            longs[1] += longs[0]++;
            floats[0] *= 1.5f;
            doubles[1] -= 0.25;
            matrix[1][2] = 5;
            matrix[1][2] += matrix[1].length;
            words[0] = words[1].clone();
            words[0][0] += "!";
            System.arraycopy(longs, 0, longs, 1, 1);
            return Arrays.toString(bytes)
                    + Arrays.toString(booleans)
                    + Arrays.toString(chars)
                    + Arrays.toString(shorts)
                    + Arrays.toString(longs)
                    + Arrays.toString(floats)
                    + Arrays.toString(doubles)
                    + Arrays.deepToString(matrix)
                    + Arrays.deepToString(words);
        }
    }

    public static final class Failures implements Puzzle {
        private int @Nullable [] none;
        private final Object[] strings = new String[1];

        @Override
        public String solve() {
            var all = new ArrayList<String>();
            all.add(name(() -> none[0]));
            all.add(name(() -> new int[1][new int[] {2}[0]].length));
            all.add(name(() -> new int[] {1}[-new int[] {1}[0]]));
            all.add(name(() -> strings[0] = 1));
            all.add(name(() -> ((Failures) (Object) null).none));
            all.add(name(() -> new int[-new int[] {1}[0]]));
            return all.toString();
        }

        private static String name(Supplier<@Nullable Object> failing) {
            try {
                return "" + failing.get();
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName();
            }
        }
    }

    public static final class TryFinally implements Puzzle {
        private final StringBuilder log = new StringBuilder();

        private synchronized int nested(int n) {
            try {
                synchronized (log) {
                    log.append(n);
                    if (n == 2) throw new IllegalStateException("two");
                    return n;
                }
            } catch (IllegalStateException e) {
                log.append('c');
                return -1;
            } finally {
                log.append('f');
            }
        }

        private static synchronized int failing() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String solve() {
            int sum = 0;
            outer:
            for (int i = 0; ; i++) {
                for (int j = 0; j < 2; j++) {
                    if (i == 3) break outer;
                    if (j == 1) continue outer;
                    sum += nested(i);
                }
            }
            try {
                sum += failing();
            } catch (UnsupportedOperationException e) {
                sum += 100;
            }
            try (AutoCloseable closeable = () -> log.append("closed")) {
                log.append(closeable == null);
            } catch (Exception e) {
                log.append(e);
            }
            return sum + log.toString();
        }
    }

    static class Base {
        final List<String> log = new ArrayList<>();
        int value = init("field");

        Base(int value) {
            log.add("base " + value + " " + this.value);
            hook();
        }

        int init(String what) {
            log.add(what);
            return 7;
        }

        void hook() {
            log.add("base hook");
        }
    }

    static class Derived extends Base {
        private final String name;
        private final int doubled;

        {
            log.add("initializer");
        }

        Derived(String name) {
            if (name.isEmpty()) throw new IllegalArgumentException();
            int length = name.length();
            this.doubled = 2 * length;
            super(length > 2 ? new int[] {length}[0] : Integer.parseInt("" + length));
            this.name = name;
        }

        Derived() {
            this(new StringBuilder("xyz").append(new String(new char[] {'!'})).toString());
        }

        @Override
        void hook() {
            super.hook();
            log.add("hook " + name + " " + doubled);
        }
    }

    public static final class Constructors implements Puzzle {
        @Override
        public String solve() {
            return new Derived().log + " " + new Derived("a").log + " " + new Derived("abc").name;
        }
    }

    interface Greeting {
        String name();

        default String greet() {
            return prefix() + name() + COUNT;
        }

        private String prefix() {
            return "hello ";
        }

        static Greeting of(String name) {
            return () -> name;
        }

        int COUNT = Integer.parseInt("3");
    }

    public static final class Interfaces implements Puzzle {
        @Override
        public String solve() {
            var anonymous =
                    new Greeting() {
                        private int calls;

                        @Override
                        public String name() {
                            return "anonymous" + ++calls;
                        }
                    };
            return Greeting.of("lambda").greet() + anonymous.greet() + anonymous.greet();
        }
    }

    enum Operation {
        PLUS("+") {
            @Override
            int apply(int a, int b) {
                return a + b;
            }
        },
        TIMES("*") {
            @Override
            int apply(int a, int b) {
                return a * b;
            }
        };

        private static final Map<String, Operation> BY_SIGN = new HashMap<>();

        static {
            for (var operation : values()) BY_SIGN.put(operation.sign, operation);
        }

        private final String sign;

        Operation(String sign) {
            this.sign = sign;
        }

        abstract int apply(int a, int b);
    }

    public static final class Enums implements Puzzle {
        @Override
        public String solve() {
            var counts = new EnumMap<Operation, Integer>(Operation.class);
            for (var operation : Operation.values())
                counts.merge(operation, operation.apply(3, 4), Integer::sum);
            int ordinal =
                    switch (Operation.valueOf("TIMES")) {
                        case PLUS -> 0;
                        case TIMES -> 1;
                    };
            return counts
                    + " "
                    + Operation.BY_SIGN.get("*")
                    + " "
                    + ordinal
                    + EnumSet.allOf(Operation.class);
        }
    }

    public final class Inner {
        private final int x = 5;

        int sum(int y) {
            return x + y;
        }
    }

    public static final class Lambdas implements Puzzle {
        private int calls;

        private IntSupplier counter(int step) {
            class Counter implements IntSupplier {
                private int at = calls;

                @Override
                public int getAsInt() {
                    calls++;
                    return at += step;
                }
            }
            return new Counter();
        }

        @Override
        public String solve() {
            Function<Integer, Function<Long, Double>> curried = a -> b -> a * b / 2.0;
            var counter = counter(3);
            Supplier<Inner> makeInner = new Puzzles()::makeInner;
            IntSupplier reference = counter::getAsInt;
            int sum = counter.getAsInt() + reference.getAsInt() + makeInner.get().sum(calls);
            return sum
                    + " "
                    + curried.apply(3).apply(5L)
                    + " "
                    + IntStream.range(0, 5)
                            .map(i -> i * calls)
                            .boxed()
                            .collect(Collectors.toList());
        }
    }

    private Inner makeInner() {
        return new Inner();
    }

    public static final class Collections1 implements Puzzle {
        @Override
        public String solve() {
            var numbers = new ArrayList<>(List.of(5, 3, 9, 1));
            Collections.sort(numbers);
            numbers.sort(Comparator.reverseOrder());
            numbers.removeIf(n -> n == 3);
            var queue = new PriorityQueue<>(numbers);
            var deque = new ArrayDeque<Integer>();
            while (!queue.isEmpty()) deque.addFirst(queue.poll());
            var tree = new TreeMap<String, Integer>(Comparator.comparing(String::length));
            for (String word : "the quick brown fox jumped".split(" "))
                tree.merge(word, 1, Integer::sum);
            var linked = new LinkedHashMap<String, List<Integer>>();
            linked.computeIfAbsent("a", _ -> new LinkedList<>()).add(1);
            linked.computeIfAbsent("a", _ -> new LinkedList<>()).add(2);
            var bits = new BitSet();
            bits.set(3);
            bits.set(70);
            var identity = new IdentityHashMap<Object, String>();
            identity.put(numbers, "numbers");
            var set = new HashSet<>(numbers);
            int[] sorted = {9, 2, 7};
            Arrays.sort(sorted);
            return numbers
                    + " "
                    + deque
                    + tree
                    + linked
                    + bits
                    + identity.get(numbers)
                    + set.contains(9)
                    + Arrays.stream(sorted).sum()
                    + Collections.unmodifiableList(numbers)
                    + numbers.stream().map(n -> "" + n).collect(Collectors.joining("-"))
                    + List.copyOf(numbers)
                    + numbers.reversed();
        }
    }

    public static final class Concurrent implements Puzzle {
        @Override
        public String solve() {
            var map = new ConcurrentHashMap<String, Integer>();
            for (int i = 0; i < 20; i++) map.merge("k" + i % 7, i, Integer::sum);
            var sorted = new ConcurrentSkipListMap<>(map);
            var list = new CopyOnWriteArrayList<>(sorted.values());
            list.addIfAbsent(3);
            var number = new AtomicInteger(3);
            var adder = new LongAdder();
            adder.add(number.getAndUpdate(x -> x * x) + number.addAndGet(1));
            var text = new AtomicReference<>("a");
            text.accumulateAndGet("b", String::concat);
            var big = new AtomicLong(Long.MAX_VALUE);
            return sorted + " " + list + adder + text + big.incrementAndGet() + map.size();
        }
    }

    private static int created;

    static class Counted {
        static final List<String> LOG = new ArrayList<>();
        static int next = 10;
        final int id = next++;

        static {
            LOG.add("initialized");
            next += LOG.size();
        }
    }

    public static final class StaticInitializers implements Puzzle {
        @Override
        public String solve() {
            created++;
            Counted.LOG.add("" + new Counted().id);
            return created + " " + Counted.LOG + " " + Counted.next;
        }
    }
}
