package chatlab.coursework.compile;

import chatlab.evidence.Json;
import chatlab.process.Ended;
import chatlab.process.Ended.Ending;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.IOException;
import java.util.Map;

/// The outcome of compiling a student's source.
///
/// @param messages the compiler's own, if any
/// @param classes class files by class name
public record Compilation(boolean compiled, String messages, Map<String, byte[]> classes) {
    /// The line that a [CompileMain] prints before it turns to the source: whatever ends it after
    /// that is the source's doing, and before it the machine's.
    static final String BEGUN = "begun\n";

    private static final Compilation GAVE_UP =
            new Compilation(
                    false,
                    "the compiler gave up: the source is nested too deeply, too large, or takes too"
                            + " much time or memory",
                    Map.of());

    /// Reads the outcome of a [CompileMain].
    ///
    /// @throws IOException if the machine is to blame, and it should be tried again
    public static Compilation of(Ended ended) throws IOException {
        if (ended.ending() == Ending.OVERDUE) {
            throw new IOException(
                    "the compiler did not finish in time; grade again when the machine is less"
                            + " busy");
        }
        if (!ended.output().startsWith(BEGUN)) {
            throw new IOException(
                    "the compiler did not start (exit code %d): %s"
                            .formatted(ended.exitCode(), ended.errors().strip()));
        }
        var answer = ended.output().substring(BEGUN.length());
        if (ended.ending() != Ending.BY_ITSELF || ended.exitCode() != 0) return GAVE_UP;
        try {
            return answer.isEmpty() ? GAVE_UP : Json.mapper().readValue(answer, Compilation.class);
        } catch (JsonProcessingException _) {
            return GAVE_UP; // the compiler itself prints nothing
        }
    }
}
