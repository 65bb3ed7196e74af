package chatlab.engine.odd;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Found;
import chatlab.engine.Program;
import chatlab.engine.classes.EngineLoader;
import chatlab.engine.classes.Experiment;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

class OddClassesTest {
    private static final String PUZZLES = "chatlab.engine.odd.classes.Puzzles";

    private static final ClassLoader INSTRUMENTED =
            new EngineLoader(
                    OddClassesTest.class.getClassLoader(),
                    name -> name.startsWith("chatlab.engine.odd.classes."),
                    Experiment.NONE);

    /// The classes as they are, without those of the tests before.
    private static final ClassLoader AS_IT_IS = new Reloading();

    private static final class Reloading extends ClassLoader {
        Reloading() {
            super(OddClassesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("chatlab.engine.odd.classes."))
                return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) throw new ClassNotFoundException(name);
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    static Stream<String> puzzles() throws ClassNotFoundException {
        return Arrays.stream(Class.forName(PUZZLES, true, AS_IT_IS).getDeclaredClasses())
                .filter(Puzzle.class::isAssignableFrom)
                .map(Class::getName)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("puzzles")
    void anInstrumentedClassComputesTheSame(String name) throws Exception {
        String expected = create(AS_IT_IS, name).solve();
        var answer = new String[1];
        Program program =
                () -> {
                    Puzzle puzzle = create(INSTRUMENTED, name);
                    Map<String, Runnable> threads =
                            Map.of("solver", () -> answer[0] = solve(puzzle));
                    return Program.Run.of(threads, () -> String.valueOf(answer[0]));
                };

        var exploration = new Engine().explore(program, Bounds.of(0, 0));

        assertThat(exploration.uncontrolled()).isNull();
        assertThat(exploration.outcomes()).extracting(Found::outcome).containsExactly(expected);
        // Static fields are as they were, so that the next execution is the same.
        assertThat(new Engine().explore(program, Bounds.of(0, 0)).outcomes())
                .extracting(Found::outcome)
                .containsExactly(expected);
    }

    private static String solve(Puzzle puzzle) {
        try {
            return puzzle.solve();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Puzzle create(ClassLoader loader, String name) {
        try {
            return Class.forName(name, true, loader)
                    .asSubclass(Puzzle.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
