package chatlab.harness.child;

import chatlab.catalogue.CatalogueEntry;
import chatlab.process.ChildCommand;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A JVM in which a strategy under test runs, and which is killed if it must be.
///
/// Whatever the strategy does to that JVM, the lab goes on: it hears the [Answers] given until
/// then, and how the JVM ended.
public final class ChildJvm {
    /// Longer lines cannot be answers, and are not kept in memory.
    private static final int LONGEST_LINE = 1 << 20;

    /// The common pool has the same size on every machine, so that no verdict depends on how many
    /// processors there are.
    private static final String COMMON_POOL =
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=8";

    private final ChildCommand command;

    /// @param jvmArguments such as `-Xmx256m`
    /// @param arguments of its main class
    public ChildJvm(
            CatalogueEntry entry,
            List<String> jvmArguments,
            Class<?> main,
            List<String> arguments) {
        var flags = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", COMMON_POOL));
        flags.addAll(jvmArguments);
        flags.add("-D" + Subject.PROPERTY + "=" + entry.className());
        command = ChildCommand.java(flags, entry.classpath(), main.getName(), arguments);
    }

    /// How a child ended.
    ///
    /// @param overdue it was killed because it took too long
    public record End(int exitCode, boolean overdue) {
        /// What `-XX:+ExitOnOutOfMemoryError` ends with.
        private static final int OUT_OF_MEMORY = 3;

        /// A process that signal N has ended has exit code 128 + N.
        private static final int SIGNALS = 128;

        /// A child that ends too early, and that nobody has killed, was ended by the strategy.
        public boolean isTheStrategysDoing() {
            return !overdue && exitCode <= SIGNALS;
        }

        /// Whether the child used all memory of its JVM.
        public boolean isOutOfMemory() {
            return !overdue && exitCode == OUT_OF_MEMORY;
        }

        /// In plain words.
        public String words() {
            if (overdue) return "it did not end in time";
            if (isOutOfMemory()) return "it exhausted the memory of its JVM";
            if (exitCode > SIGNALS) return "its JVM was killed by signal " + (exitCode - SIGNALS);
            return "a call ended the JVM with exit code " + exitCode;
        }
    }

    /// Runs the child to its end.
    ///
    /// @param limit after which it is killed
    /// @param listener hears each answer's fields, on this thread
    /// @throws IOException if no JVM can be started
    public End run(Duration limit, Consumer<List<String>> listener)
            throws IOException, InterruptedException {
        var word = UUID.randomUUID().toString();
        try (var child = command.start();
                var _ = child.killAfter(limit)) {
            child.write(word + "\n");
            try {
                listen(child.output(), word, listener);
            } catch (IOException _) {
                // It was killed while we read; the rest of what it said does not matter.
            }
            return new End(child.exitCode(), child.isOverdue());
        }
    }

    private static void listen(InputStream output, String word, Consumer<List<String>> listener)
            throws IOException {
        var input = new BufferedInputStream(output);
        var line = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0; next = input.read()) {
            if (next != '\n') {
                if (line.size() < LONGEST_LINE) line.write(next);
                continue;
            }
            boolean isWhole = line.size() < LONGEST_LINE;
            var fields = line.toString(StandardCharsets.UTF_8).split(" ", -1);
            line.reset();
            if (!isWhole || !fields[0].equals(word)) continue;
            listener.accept(Stream.of(fields).skip(1).map(ChildJvm::decode).toList());
        }
    }

    private static String decode(String field) {
        return new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8);
    }
}
