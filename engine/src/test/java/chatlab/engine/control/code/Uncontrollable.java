package chatlab.engine.control.code;

import chatlab.engine.control.Host;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;

/// Each does something that no schedule can repeat.
public final class Uncontrollable {
    private Uncontrollable() {}

    private static int shared;

    public static void startsTimer() {
        new Timer().cancel();
    }

    public static void usesParallelStream() {
        shared = new ArrayList<>(List.of(1, 2, 3)).parallelStream().mapToInt(i -> i).sum();
    }

    public static void usesBulkMethod() {
        new ConcurrentHashMap<String, Integer>().forEach(1, (_, _) -> shared++);
    }

    public static void usesForkJoinPool() {
        try (var pool = new ForkJoinPool(2)) {
            var _ = pool.submit(() -> shared++);
        }
    }

    public static void usesThreadPerTask() {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.execute(() -> shared++);
        }
    }

    public static void setsTimeout() {
        new CompletableFuture<String>().orTimeout(1, TimeUnit.SECONDS);
    }

    public static void usesThreadFactory() {
        Thread.ofVirtual().factory().newThread(() -> shared++).start();
    }

    public static void refersToStart() {
        Consumer<Thread> start = Thread::start;
        start.accept(new Thread(() -> shared++));
    }

    public static void asksForRandomNumbers() {
        shared = new Random().nextInt();
    }

    public static void exits() {
        System.exit(3);
    }

    public static void usesAnUnmodeledMethod() {
        new StampedLock().asReadLock().lock();
    }

    public static void startsTooManyThreads() {
        for (int i = 0; i < 10; i++) new Thread(() -> shared++).start();
    }

    public static void isCalledFromElsewhere() {
        Host.runElsewhere(() -> shared++);
    }

    public static void neverEnds() {
        for (int i = 1; i != 0; i += 2) {}
    }

    public static void fillsALongArray() {
        var bytes = new byte[1 << 20];
        for (int i = 0; i < bytes.length; i++) bytes[i] = 1;
        shared = bytes[bytes.length / 2];
    }

    public static void differsEachTime() {
        for (int i = Host.differentEachTime() % 5; i > 0; i--) shared++;
    }
}
