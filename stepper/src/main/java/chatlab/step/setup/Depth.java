package chatlab.step.setup;

import java.util.List;
import java.util.stream.Stream;

/// Whose lines are steps. What lies deeper runs as part of the step that calls it.
@SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable
public enum Depth {
    /// The strategy's own.
    STRATEGY("java.*"),
    /// The strategy's, and those of the collections in `java.util`; a lock's insides are one step.
    JDK(
            "java.io.*",
            "java.lang.*",
            "java.math.*",
            "java.net.*",
            "java.nio.*",
            "java.security.*",
            "java.text.*",
            "java.time.*",
            "java.util.Arrays",
            "java.util.Objects",
            "java.util.Comparator*",
            "java.util.Optional*",
            "java.util.Spliterator*",
            "java.util.concurrent.TimeUnit",
            "java.util.concurrent.Executor*",
            "java.util.concurrent.ForkJoin*",
            "java.util.concurrent.ThreadPool*",
            "java.util.concurrent.FutureTask*",
            "java.util.concurrent.CompletableFuture*",
            "java.util.concurrent.CountDownLatch*",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.concurrent.atomic.*",
            "java.util.concurrent.locks.*",
            "java.util.function.*",
            "java.util.stream.*"),
    /// Everything but the insides of the virtual machine's own classes.
    ALL();

    private final List<String> opaque;

    Depth(String... opaque) {
        this.opaque =
                Stream.concat(
                                Stream.of(opaque),
                                Stream.of(
                                        "chatlab.step.*",
                                        "chatlab.harness.*",
                                        "chatlab.strategies.Delivery",
                                        "javax.*",
                                        "jdk.*",
                                        "sun.*",
                                        "com.sun.*"))
                        .toList();
    }

    /// The classes whose lines are no steps, as patterns of the debugger interface: a name, or the
    /// beginning of one and a star.
    public List<String> opaque() {
        return opaque;
    }

    public boolean shows(String className) {
        return opaque.stream().noneMatch(pattern -> matches(pattern, className));
    }

    private static boolean matches(String pattern, String className) {
        return pattern.endsWith("*")
                ? className.startsWith(pattern.substring(0, pattern.length() - 1))
                : className.equals(pattern);
    }
}
