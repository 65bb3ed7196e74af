package chatlab.engine.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/// The outcomes that this machine's processors show are among those that the memory model allows,
/// which are those that the engine finds ([LitmusTest]) and those that it says it leaves out.
/// [HardwareMain] does the same for longer.
class HardwareTest {
    private static final int MILLIS = 20;

    private static @Nullable Hardware hardware;

    static Stream<Class<?>> programs() {
        return Programs.forHardware();
    }

    @BeforeAll
    static void makeTests(@TempDir Path folder) throws Exception {
        hardware = new Hardware(programs().toList(), folder);
    }

    @AfterAll
    static void close() throws Exception {
        Objects.requireNonNull(hardware).close();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theHardwareShowsOnlyWhatTheMemoryModelAllows(Class<?> program) throws Exception {
        var seen =
                Objects.requireNonNull(hardware)
                        .stress(program, MILLIS, SpinLoopStyle.THREAD_YIELD);

        assertThat(seen).isNotEmpty();
        assertThat(seen.keySet()).isSubsetOf(Programs.allowed(program));
    }
}
