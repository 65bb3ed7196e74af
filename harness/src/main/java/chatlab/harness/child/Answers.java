package chatlab.harness.child;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The child's end of the line between a [ChildJvm] and the lab.
///
/// Each answer is one line of standard output. It begins with a word that only parent and child
/// know, so that nothing a strategy prints is taken for an answer; and what a strategy prints
/// through `System.out` and `System.err` goes nowhere. Thread-safe.
///
/// The program ends with `Runtime.halt`, which leaves threads and shutdown hooks behind.
public final class Answers {
    private final String word;
    private final BufferedReader in;
    private final PrintStream out;

    private Answers(String word, BufferedReader in, PrintStream out) {
        this.word = word;
        this.in = in;
        this.out = out;
    }

    /// Opens the line; call it once, before any class under test is loaded.
    ///
    /// @param out standard output as it was when the program began
    public static Answers open(PrintStream out) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var answers = new Answers(Objects.requireNonNull(in.readLine()), in, out);
        System.setOut(nowhere());
        System.setErr(nowhere());
        Runtime.getRuntime().addShutdownHook(new Thread(answers::sayWhoExits, "who exits"));
        return answers;
    }

    /// Separate streams, so that a strategy cannot detect the test by `out == err`.
    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    /// Waits for the next question of a [Conversation].
    ///
    /// @return its fields; null when there are no more
    public @Nullable List<String> next() throws IOException {
        var line = in.readLine();
        return line == null ? null : Line.fields(line);
    }

    /// Answers `EXIT frame` when the strategy calls `System.exit`: our own programs never do.
    private void sayWhoExits() {
        for (var stack : Thread.getAllStackTraces().values()) {
            for (int i = 2; i < stack.length; i++) {
                if (stack[i - 1].getClassName().equals("java.lang.System")
                        && stack[i - 1].getMethodName().equals("exit")) {
                    say("EXIT", stack[i].toString());
                }
            }
        }
    }

    /// Sends one answer; its fields may hold anything. On a line of its own, wherever a strategy's
    /// output may have stopped, and in one write, so that it is not torn.
    public synchronized void say(String... fields) {
        out.print("\n" + word + " " + Line.of(List.of(fields)) + "\n");
        out.flush();
    }
}
