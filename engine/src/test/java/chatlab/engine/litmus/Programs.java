package chatlab.engine.litmus;

import chatlab.engine.classes.EngineLoader;
import chatlab.engine.classes.Experiment;
import chatlab.engine.litmus.programs.Blocking;
import chatlab.engine.litmus.programs.Buffering;
import chatlab.engine.litmus.programs.Coherence;
import chatlab.engine.litmus.programs.MessagePassing;
import chatlab.engine.litmus.programs.Publication;
import chatlab.engine.litmus.programs.Started;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All litmus programs, as they are or instrumented.
final class Programs {
    private static final ClassLoader LOADER =
            new EngineLoader(
                    Programs.class.getClassLoader(),
                    name -> name.startsWith(Blocking.class.getPackageName() + "."),
                    Experiment.NONE);

    private static final List<Class<?>> GROUPS =
            List.of(
                    Publication.class,
                    Buffering.class,
                    MessagePassing.class,
                    Coherence.class,
                    Blocking.class,
                    Started.class);

    private Programs() {}

    /// For the engine.
    static Stream<Class<?>> instrumented() {
        return GROUPS.stream().map(Programs::instrumented).flatMap(Programs::in);
    }

    /// For this machine's processors: all but those that start threads or may never end.
    static Stream<Class<?>> forHardware() {
        return GROUPS.stream()
                .filter(group -> group != Started.class)
                .flatMap(Programs::in)
                .filter(program -> Litmus.create(program).threads().size() > 1)
                .filter(program -> allowed(program).stream().noneMatch(Programs::isStuck));
    }

    private static Stream<Class<?>> in(Class<?> group) {
        return Arrays.stream(group.getDeclaredClasses()).filter(Litmus.class::isAssignableFrom);
    }

    static Class<?> instrumented(Class<?> type) {
        try {
            return Class.forName(type.getName(), true, LOADER);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    /// All outcomes that the specifications allow, whether the engine finds them or not.
    static Set<String> allowed(Class<?> program) {
        var outcomes = program.getAnnotation(Outcomes.class);
        var allowed = new TreeSet<>(List.of(outcomes.interleaved()));
        allowed.addAll(List.of(outcomes.weak()));
        return allowed;
    }

    private static boolean isStuck(String outcome) {
        return outcome.startsWith("endless") || outcome.startsWith("deadlock");
    }
}
