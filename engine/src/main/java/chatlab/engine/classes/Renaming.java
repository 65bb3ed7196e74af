package chatlab.engine.classes;

import chatlab.engine.code.Place;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Lets a class file refer to other classes than it says: to instrumented copies of collections,
/// and to models of locks and atomics. Only the texts in its constant pool change.
final class Renaming {
    /// Copies live here, with their whole former name after it.
    static final String COPIES = Place.COPIED.replace('.', '/');

    static final String MODELS = "chatlab/engine/models/";

    /// Single-threaded code of `java.util`: instrumented copies, so that races inside show.
    private static final List<String> COLLECTIONS =
            List.of(
                    "AbstractCollection",
                    "AbstractList",
                    "AbstractMap",
                    "AbstractQueue",
                    "AbstractSequentialList",
                    "AbstractSet",
                    "ArrayDeque",
                    "ArrayList",
                    "Arrays",
                    "BitSet",
                    "Collections",
                    "ComparableTimSort",
                    "DualPivotQuicksort",
                    "EnumMap",
                    "EnumSet",
                    "HashMap",
                    "HashSet",
                    "Hashtable",
                    "IdentityHashMap",
                    "JumboEnumSet",
                    "LinkedHashMap",
                    "LinkedHashSet",
                    "LinkedList",
                    "PriorityQueue",
                    "RegularEnumSet",
                    "ReverseOrderDequeView",
                    "ReverseOrderListView",
                    "Stack",
                    "TimSort",
                    "TreeMap",
                    "TreeSet",
                    "Vector",
                    "WeakHashMap");

    /// Classes of `java.util.concurrent` of which copies are used, on top of the models.
    private static final List<String> CONCURRENT =
            List.of(
                    "AbstractExecutorService",
                    "ArrayBlockingQueue",
                    "CompletableFuture",
                    "ConcurrentHashMap",
                    "ConcurrentLinkedDeque",
                    "ConcurrentLinkedQueue",
                    "ConcurrentSkipListMap",
                    "ConcurrentSkipListSet",
                    "CopyOnWriteArrayList",
                    "CopyOnWriteArraySet",
                    "CyclicBarrier",
                    "DelayQueue",
                    "Exchanger",
                    "ExecutorCompletionService",
                    "Executors",
                    "FutureTask",
                    "LinkedBlockingDeque",
                    "LinkedBlockingQueue",
                    "LinkedTransferQueue",
                    "Phaser",
                    "PriorityBlockingQueue",
                    "ScheduledThreadPoolExecutor",
                    "SynchronousQueue",
                    "ThreadPoolExecutor",
                    "locks/AbstractOwnableSynchronizer",
                    "locks/AbstractQueuedLongSynchronizer",
                    "locks/AbstractQueuedSynchronizer");

    /// Classes of which the engine has a model.
    private static final List<String> MODELED =
            List.of(
                    "java/lang/ref/Cleaner",
                    "java/util/concurrent/CountDownLatch",
                    "java/util/concurrent/ForkJoinPool",
                    "java/util/concurrent/ForkJoinWorkerThread",
                    "java/util/concurrent/Semaphore",
                    "java/util/concurrent/ThreadLocalRandom",
                    "java/util/concurrent/atomic/AtomicBoolean",
                    "java/util/concurrent/atomic/AtomicInteger",
                    "java/util/concurrent/atomic/AtomicIntegerArray",
                    "java/util/concurrent/atomic/AtomicLong",
                    "java/util/concurrent/atomic/AtomicLongArray",
                    "java/util/concurrent/atomic/AtomicReference",
                    "java/util/concurrent/atomic/AtomicReferenceArray",
                    "java/util/concurrent/atomic/LongAdder",
                    "java/util/concurrent/locks/ReentrantLock",
                    "java/util/concurrent/locks/ReentrantReadWriteLock",
                    "java/util/concurrent/locks/StampedLock",
                    "jdk/internal/misc/Unsafe",
                    "jdk/internal/ref/CleanerFactory",
                    "jdk/internal/vm/SharedThreadContainer");

    private static final Pattern NAMES =
            Pattern.compile(
                    "(?:(?<copy>java/util/(?:%s|concurrent/(?:%s)))|(?<model>%s))(?=[;$<]|$)"
                            .formatted(
                                    String.join("|", COLLECTIONS),
                                    String.join("|", CONCURRENT),
                                    String.join("|", MODELED)));

    private Renaming() {}

    /// Returns the name of the class that is loaded instead; most are themselves.
    static String of(String text) {
        if (!text.contains("java/util/") && !text.contains("/ref/") && !text.contains("jdk/")) {
            return text;
        }
        return NAMES.matcher(text)
                .replaceAll(match -> {
                    if (match.group("copy") != null) return COPIES + match.group();
                    var name = match.group("model");
                    return MODELS + name.substring(name.lastIndexOf('/') + 1);
                });
    }

    /// The name that a class had in the JDK before it was copied.
    static String original(String internalName) {
        return internalName.startsWith(COPIES)
                ? internalName.substring(COPIES.length())
                : internalName;
    }

    // The tags of the constant pool, JVMS 4.4.
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD_HANDLE = 15;

    /// Returns the class file with all names replaced.
    static byte[] of(byte[] classFile) {
        var in = ByteBuffer.wrap(classFile);
        var out = new ByteArrayOutputStream(classFile.length + 1_000);
        copy(in, out, 8); // magic number and version
        int count = in.getChar(in.position());
        copy(in, out, 2);
        for (int i = 1; i < count; i++) {
            int tag = in.get(in.position());
            copy(in, out, 1);
            switch (tag) {
                case UTF8 -> rename(in, out);
                case LONG, DOUBLE -> {
                    copy(in, out, 8);
                    i++; // takes two places
                }
                case METHOD_HANDLE -> copy(in, out, 3);
                case 7, 8, 16, 19, 20 -> copy(in, out, 2);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> copy(in, out, 4);
                default -> throw new ClassFormatError("constant pool tag " + tag);
            }
        }
        copy(in, out, in.remaining());
        return out.toByteArray();
    }

    private static void rename(ByteBuffer in, ByteArrayOutputStream out) {
        var text = new byte[in.getChar()];
        in.get(text);
        // Only names in ASCII change, in which this encoding and the JVM's own are the same.
        var before = new String(text, StandardCharsets.ISO_8859_1);
        var after = of(before);
        byte[] result = after.equals(before) ? text : after.getBytes(StandardCharsets.ISO_8859_1);
        out.write(result.length >> 8);
        out.write(result.length);
        out.write(result, 0, result.length);
    }

    private static void copy(ByteBuffer in, ByteArrayOutputStream out, int bytes) {
        var copied = new byte[bytes];
        in.get(copied);
        out.write(copied, 0, bytes);
    }
}
