package chatlab.coursework.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.process.Ended;
import chatlab.process.Ended.Ending;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

class CompilationTest {
    private static final String ANSWER =
            "{\"compiled\":false,\"messages\":\"not a statement\",\"classes\":{}}\n";

    @Test
    void anAnswerIsTaken() throws IOException {
        var compilation = of(Ending.BY_ITSELF, 0, Compilation.BEGUN + ANSWER);

        assertThat(compilation.compiled()).isFalse();
        assertThat(compilation.messages()).isEqualTo("not a statement");
    }

    @ParameterizedTest
    @CsvSource({
        "BY_ITSELF,0",
        "BY_ITSELF,1",
        "BY_ITSELF,134",
        "BY_ITSELF,137",
        "TOO_MUCH_MEMORY,137"
    })
    void aCompilerThatEndsAfterItBeganBlamesTheSource(Ending ending, int exitCode)
            throws IOException {
        var compilation = of(ending, exitCode, Compilation.BEGUN);

        assertThat(compilation.compiled()).isFalse();
        assertThat(compilation.messages()).startsWith("the compiler gave up");
    }

    @Test
    void theJvmsMessageAboutAStackOverflowIsNoAnswer() throws IOException {
        var warning = "OpenJDK 64-Bit Server VM warning: Potentially dangerous stack overflow\n";

        assertThat(of(Ending.BY_ITSELF, 0, Compilation.BEGUN + warning).messages())
                .startsWith("the compiler gave up");
    }

    @Test
    void aCutAnswerIsNone() throws IOException {
        var cut = Compilation.BEGUN + ANSWER.substring(0, 20);

        assertThat(of(Ending.TOO_MUCH_OUTPUT, 137, cut).messages())
                .startsWith("the compiler gave up");
    }

    @ParameterizedTest
    @CsvSource({"BY_ITSELF,1", "BY_ITSELF,137", "TOO_MUCH_MEMORY,137"})
    void aCompilerThatEndsBeforeItBeganBlamesTheMachine(Ending ending, int exitCode) {
        assertThatThrownBy(() -> of(ending, exitCode, ""))
                .isInstanceOf(IOException.class)
                .hasMessage("the compiler did not start (exit code " + exitCode + "): no threads");
    }

    @Test
    void aMachineThatIsTooSlowIsNotTheSource() {
        assertThatThrownBy(() -> of(Ending.OVERDUE, 137, Compilation.BEGUN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("grade again");
    }

    private static Compilation of(Ending ending, int exitCode, String output) throws IOException {
        return Compilation.of(new Ended(ending, exitCode, output, "no threads\n"));
    }
}
