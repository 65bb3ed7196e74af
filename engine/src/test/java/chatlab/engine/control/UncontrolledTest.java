package chatlab.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Exploration;
import chatlab.engine.Exploration.End;
import chatlab.engine.Program;
import chatlab.engine.classes.EngineLoader;
import chatlab.engine.classes.Experiment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;

/// What cannot be controlled ends the exploration with a sentence, and never with a verdict.
class UncontrolledTest {
    private static final String CODE = "chatlab.engine.control.code.Uncontrollable";

    private static final ClassLoader LOADER =
            new EngineLoader(
                    UncontrolledTest.class.getClassLoader(), CODE::equals, Experiment.NONE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    startsTimer            | java.util.Timer runs outside the schedule
                    usesParallelStream     | a parallel stream runs outside the schedule
                    usesBulkMethod         | ConcurrentHashMap.forEach runs outside the schedule
                    usesForkJoinPool       | ForkJoinPool.<init> is not modeled
                    usesThreadPerTask      | Executors.newVirtualThreadPerTaskExecutor runs outside the schedule
                    setsTimeout            | CompletableFuture.orTimeout runs outside the schedule
                    usesThreadFactory      | a virtual thread of a factory runs outside the schedule
                    refersToStart          | the method reference Thread::start is not under the schedule; write a lambda
                    asksForRandomNumbers   | a Random without a seed gives other numbers in every run
                    exits                  | System.exit ends the JVM
                    usesAnUnmodeledMethod  | StampedLock.asReadLock is not modeled
                    startsTooManyThreads   | more than 8 threads run
                    neverEnds              | after 10,000,000 turns of loops there is no end
                    isCalledFromElsewhere  | thread elsewhere runs outside the schedule
                    """)
    void theSentenceNamesWhatAndWhere(String method, String what) {
        var exploration = explore(method);

        assertThat(exploration.end()).isEqualTo(End.UNCONTROLLED);
        assertThat(String.valueOf(exploration.uncontrolled()))
                .matches("\\Q" + what + "\\E \\(Uncontrollable\\.java:\\d+\\)");
    }

    @Test
    void aLongComputationIsNoFault() {
        var exploration = explore("fillsALongArray");

        assertThat(exploration.end()).isIn(End.EXHAUSTED, End.BUDGET);
        assertThat(exploration.outcomes()).hasSize(1);
    }

    @Test
    void codeThatDiffersFromRunToRunIsNoticed() {
        var exploration = explore("differsEachTime");

        assertThat(exploration.end()).isEqualTo(End.UNCONTROLLED);
        assertThat(exploration.uncontrolled())
                .hasToString("the program differs from run to run (the program)");
    }

    private static Exploration explore(String method) {
        Program program =
                () -> {
                    Map<String, Runnable> threads = new LinkedHashMap<>();
                    threads.put("ann", () -> call(method));
                    threads.put("bob", () -> call(method));
                    return Program.Run.of(threads, () -> "done");
                };
        return new Engine().explore(program, Bounds.of(2, 2));
    }

    private static void call(String method) {
        try {
            Method found = Class.forName(CODE, true, LOADER).getMethod(method);
            found.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
