package chatlab.coursework.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process with all its children under limits of time, output and memory: it is killed where it
/// passes one.
public final class BoundedProcess {
    /// Of standard output; the longest honest one is that of `lab race --json`, of some 100 kB.
    static final int MOST_OUTPUT = 4 << 20;

    /// Resident, of all processes together; a race needs a third of it.
    static final long MOST_MEMORY = 3L << 30;

    private static final long LOOK_MILLIS = 100;
    private static final long PAGE = 4096;

    private BoundedProcess() {}

    /// Why it ended.
    public enum Ending {
        BY_ITSELF,
        OVERDUE,
        TOO_MUCH_OUTPUT,
        TOO_MUCH_MEMORY
    }

    /// How a process ended.
    public record Ended(Ending ending, int exitCode, String output, String errors) {}

    /// Runs a command to its end, and its children to theirs.
    ///
    /// Must be called on a platform thread: bubblewrap asks the kernel to be killed with the thread
    /// that started it.
    static Ended run(
            List<String> command, Path directory, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new Reader(process.getInputStream());
        var errors = new Reader(process.getErrorStream());
        var ending = Ending.BY_ITSELF;
        try {
            process.getOutputStream().close();
            long end = System.nanoTime() + limit.toNanos();
            while (ending == Ending.BY_ITSELF
                    && !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > end) ending = Ending.OVERDUE;
                else if (output.isFull() || errors.isFull()) ending = Ending.TOO_MUCH_OUTPUT;
                else if (memory(process) > MOST_MEMORY) ending = Ending.TOO_MUCH_MEMORY;
            }
        } finally {
            kill(process);
        }
        int exitCode = process.waitFor();
        var out = output.text();
        if (output.isFull()) ending = Ending.TOO_MUCH_OUTPUT;
        return new Ended(ending, exitCode, out, errors.text());
    }

    private static void kill(Process process) {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /// Resident memory of a process and its descendants; 0 where there is no `/proc`.
    private static long memory(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(each -> resident(each.pid()))
                .sum();
    }

    private static long resident(long pid) {
        try {
            var fields = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
            return Long.parseLong(fields[1]) * PAGE;
        } catch (IOException _) {
            return 0; // it has ended
        }
    }

    /// Reads a stream to its end on a thread of its own, and keeps its beginning.
    private static final class Reader {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread;
        private final InputStream stream;

        /// Whether there was more than is kept. Volatile: another thread asks.
        private volatile boolean full;

        Reader(InputStream stream) {
            this.stream = stream;
            thread = Thread.ofPlatform().name("reader of a sandbox").daemon().start(this::read);
        }

        boolean isFull() {
            return full;
        }

        /// What was read, once the stream has ended.
        String text() throws InterruptedException {
            thread.join();
            return kept.toString(StandardCharsets.UTF_8);
        }

        private void read() {
            var buffer = new byte[8192];
            try {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    int room = MOST_OUTPUT - kept.size();
                    kept.write(buffer, 0, Math.min(n, room));
                    if (n > room) full = true;
                }
            } catch (IOException _) {
                // The process was killed; what it said until then is kept.
            }
        }
    }
}
