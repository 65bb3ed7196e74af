package chatlab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A running child process. [#close] kills it with all its descendants, and so does a shutdown of
/// this JVM. Should this JVM be killed, a child that reads its standard input sees the end of it.
///
/// Thread-safe, but only one thread can read its output.
public final class ChildProcess implements AutoCloseable {
    private static final int PAGE = 4096;

    /// The children that this JVM must not leave behind.
    private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> RUNNING.forEach(ChildProcess::kill), "kill children"));
    }

    private final Process process;
    private final BoundedReader errors;

    /// Whether a deadline killed it. Volatile: the thread that waits for the deadline writes it.
    private volatile boolean overdue;

    ChildProcess(Process process) {
        this.process = process;
        RUNNING.add(this);
        errors = new BoundedReader(process.getErrorStream(), "errors of " + process.pid());
    }

    /// A deadline. Closing it lifts it.
    public interface Deadline extends AutoCloseable {
        @Override
        void close();
    }

    /// Kills the child, with its descendants, when the time is up.
    public Deadline killAfter(Duration limit) {
        // A thread of its own: the common pool could be busy.
        var reaper =
                Thread.ofPlatform()
                        .name("deadline of " + pid())
                        .daemon()
                        .start(() -> killOverdue(limit));
        return reaper::interrupt;
    }

    private void killOverdue(Duration limit) {
        try {
            if (process.waitFor(limit)) return;
            overdue = true;
            kill();
        } catch (InterruptedException _) {
            // The deadline was lifted.
        }
    }

    /// Whether a deadline killed it.
    public boolean isOverdue() {
        return overdue;
    }

    public long pid() {
        return process.pid();
    }

    /// Its standard output.
    public InputStream output() {
        return process.getInputStream();
    }

    /// Its standard output as lines of UTF-8; the same reader at each call.
    public BufferedReader outputReader() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /// The beginning of its standard error; call it when the child has ended.
    public String errors() throws InterruptedException {
        return errors.text();
    }

    /// What it has written to standard error until now.
    public String errorsSoFar() {
        return errors.soFar();
    }

    boolean hasTooManyErrors() {
        return errors.isFull();
    }

    /// Writes all of its standard input, in UTF-8, and closes it. A child that has ended already
    /// misses it; its exit code says why it ended.
    public void write(String input) {
        try (var stream = process.outputWriter(StandardCharsets.UTF_8)) {
            stream.write(input);
        } catch (IOException _) {
            // As above.
        }
    }

    /// Writes one line to its standard input, in UTF-8. A child that has ended misses it.
    public void writeLine(String line) {
        try {
            var stream = process.outputWriter(StandardCharsets.UTF_8);
            stream.write(line + "\n");
            stream.flush();
        } catch (IOException _) {
            // As above.
        }
    }

    /// Closes its standard input, which tells some programs to stop.
    public void closeInput() {
        write("");
    }

    /// Stops it where it stands, as a debugger does, or lets it go on. Only where there is a
    /// command `kill`.
    public void pause(boolean isOn) throws IOException, InterruptedException {
        new ProcessBuilder("kill", isOn ? "-STOP" : "-CONT", Long.toString(pid()))
                .start()
                .waitFor();
    }

    /// Waits for its end.
    ///
    /// @return whether it has ended
    public boolean waitFor(Duration limit) throws InterruptedException {
        return process.waitFor(limit);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for its end, and returns the exit code. A process that signal N has ended has exit
    /// code 128 + N.
    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /// Completes when it has ended.
    public CompletableFuture<Void> onExit() {
        return process.onExit().thenRun(() -> {});
    }

    /// The processor time that it has used; zero if the system does not say.
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// The resident memory of the child and its descendants, in bytes; 0 where there is no `/proc`.
    long memory() {
        return tree().mapToLong(each -> resident(each.pid())).sum();
    }

    private Stream<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static long resident(long pid) {
        try {
            var fields = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
            return Long.parseLong(fields[1]) * PAGE;
        } catch (IOException _) {
            return 0; // it has ended
        }
    }

    /// Kills the child with its descendants.
    public void kill() {
        // All are listed before one is killed, which would cut the list. Handles, because
        // Process.destroyForcibly waits for a thread that is writing to the child.
        tree().toList().forEach(ProcessHandle::destroyForcibly);
    }

    /// Kills what still runs, and waits for the child's end.
    @Override
    public void close() {
        kill();
        RUNNING.remove(this);
        process.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(_ -> process).join();
    }
}
