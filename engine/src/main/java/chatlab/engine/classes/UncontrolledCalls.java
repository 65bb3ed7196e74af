package chatlab.engine.classes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Calls that start threads outside the schedule, or whose results differ from run to run.
///
/// They end an exploration before they do anything: what would follow is not known.
final class UncontrolledCalls {
    private static final String OUTSIDE = " runs outside the schedule";
    private static final String RANDOM = " gives other numbers in every run";

    /// Whole classes, by internal name.
    private static final Map<String, String> CLASSES =
            Map.ofEntries(
                    Map.entry("java/util/Timer", "java.util.Timer" + OUTSIDE),
                    Map.entry("java/util/concurrent/ForkJoinTask", "ForkJoinTask" + OUTSIDE),
                    Map.entry("java/util/concurrent/RecursiveTask", "ForkJoinTask" + OUTSIDE),
                    Map.entry("java/util/concurrent/RecursiveAction", "ForkJoinTask" + OUTSIDE),
                    Map.entry(
                            "java/util/concurrent/StructuredTaskScope",
                            "StructuredTaskScope" + OUTSIDE),
                    Map.entry(
                            "java/util/concurrent/SubmissionPublisher",
                            "SubmissionPublisher" + OUTSIDE),
                    Map.entry("java/net/http/HttpClient", "HttpClient" + OUTSIDE),
                    Map.entry("java/lang/ProcessBuilder", "a process" + OUTSIDE),
                    Map.entry("java/security/SecureRandom", "SecureRandom" + RANDOM),
                    Map.entry("sun/misc/Unsafe", "sun.misc.Unsafe goes around the memory model"));

    private static final Set<String> FIELD_ACCESSES =
            Set.of(
                    "get",
                    "getBoolean",
                    "getByte",
                    "getChar",
                    "getDouble",
                    "getFloat",
                    "getInt",
                    "getLong",
                    "getShort",
                    "set",
                    "setBoolean",
                    "setByte",
                    "setChar",
                    "setDouble",
                    "setFloat",
                    "setInt",
                    "setLong",
                    "setShort");

    private record Call(String owner, String method, String why) {}

    private static final List<Call> CALLS =
            List.of(
                    new Call("java/lang/System", "exit", "System.exit ends the JVM"),
                    new Call("java/lang/Runtime", "exit", "Runtime.exit ends the JVM"),
                    new Call("java/lang/Runtime", "halt", "Runtime.halt ends the JVM"),
                    new Call("java/lang/Runtime", "exec", "a process" + OUTSIDE),
                    new Call("java/lang/Runtime", "addShutdownHook", "a shutdown hook" + OUTSIDE),
                    new Call("java/lang/Math", "random", "Math.random" + RANDOM),
                    new Call("java/util/UUID", "randomUUID", "UUID.randomUUID" + RANDOM),
                    new Call(
                            "java/util/Collection",
                            "parallelStream",
                            "a parallel stream" + OUTSIDE),
                    new Call("java/util/List", "parallelStream", "a parallel stream" + OUTSIDE),
                    new Call("java/util/Set", "parallelStream", "a parallel stream" + OUTSIDE));

    private UncontrolledCalls() {}

    /// Returns why a call cannot be controlled, if it cannot.
    ///
    /// @param owner the internal name after [Renaming]
    static Optional<String> why(String owner, String method, String descriptor) {
        var why = CLASSES.get(owner);
        if (why != null) return Optional.of(why);
        if (method.equals("parallelStream")) return Optional.of("a parallel stream" + OUTSIDE);
        if (method.equals("parallel") && owner.startsWith("java/util/stream/")) {
            return Optional.of("a parallel stream" + OUTSIDE);
        }
        if (owner.endsWith("java/util/Arrays") && method.startsWith("parallel")) {
            return Optional.of("Arrays." + method + OUTSIDE);
        }
        if (owner.equals("java/util/Random")
                && method.equals("<init>")
                && descriptor.equals("()V")) {
            return Optional.of("a Random without a seed" + RANDOM);
        }
        if ((owner.endsWith("/CompletableFuture") && isTimed(method))
                || (owner.endsWith("/Executors") && isUncopied(method))) {
            return Optional.of(
                    owner.substring(owner.lastIndexOf('/') + 1) + "." + method + OUTSIDE);
        }
        // The bulk methods, whose first parameter is a parallelism threshold.
        if (owner.endsWith("/ConcurrentHashMap") && descriptor.startsWith("(J")) {
            return Optional.of("ConcurrentHashMap." + method + OUTSIDE);
        }
        if (owner.equals("java/lang/reflect/Field") && FIELD_ACCESSES.contains(method)) {
            return Optional.of("Field." + method + " goes around the memory model");
        }
        return CALLS.stream()
                .filter(call -> call.owner.equals(owner) && call.method.equals(method))
                .map(Call::why)
                .findFirst();
    }

    /// These use the timer thread of the common pool.
    private static boolean isTimed(String method) {
        return method.equals("orTimeout")
                || method.equals("completeOnTimeout")
                || method.equals("delayedExecutor");
    }

    private static boolean isUncopied(String method) {
        return method.equals("newVirtualThreadPerTaskExecutor")
                || method.equals("newThreadPerTaskExecutor")
                || method.equals("newWorkStealingPool");
    }
}
