package chatlab.client.child;

import chatlab.evidence.Json;
import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;
import chatlab.terminal.SafeText;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A chat server in a JVM of its own, on a free port.
///
/// It never outlives this JVM: its standard input is a pipe from here, and the server stops when
/// the pipe ends. On Ctrl-C it is killed at once.
public final class ServerProcess implements AutoCloseable {
    /// The main class of the `lab` command, which this module cannot import.
    public static final String LAB = "chatlab.cli.Lab";

    /// Arguments of a server that tests a strategy. To note a message takes a lock, just before the
    /// strategy gets the message; the lock would order the senders, and so hide races.
    public static final List<String> WITHOUT_HISTORY = List.of("--history", "0");

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int MOST_COMPLAINTS = 40;

    /// The JVM's flags. The serial collector has no threads of its own that would take a core from
    /// the strategies, and the heap is small.
    private static final List<String> JVM_FLAGS =
            List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx512m");

    /// The server's first line, when it accepts connections.
    ///
    /// @param twin the correct strategy that this one is a broken twin of; null if it is not broken
    ///   on purpose
    /// @param plain the port for clients that know no IRC, if there is one
    /// @param promised what the relay promises, if the server is one of a net
    public record Ready(
            String strategy,
            String host,
            int port,
            @Nullable Integer plain,
            @Nullable String twin,
            @Nullable List<String> promised) {

        /// What the relay promises, if the server is one of a net.
        public List<String> promises() {
            return promised == null ? List.of() : promised;
        }

        public InetSocketAddress address() {
            return new InetSocketAddress(host, port);
        }
    }

    /// The server's last line, when it has stopped.
    public record Summary(long strategyErrors) {}

    private final ChildProcess process;

    private ServerProcess(ChildProcess process) {
        this.process = process;
    }

    /// Starts a server; call [#awaitReady] next.
    ///
    /// @param mainClass the main class of the `lab` command
    /// @param arguments more arguments of `lab server`, such as the strategy
    public static ServerProcess start(String mainClass, List<String> arguments)
            throws ServerFailedException {
        return start(List.of(), JVM_FLAGS, mainClass, 0, arguments);
    }

    /// Like the other method, for one of several servers on this machine.
    ///
    /// Each gets its share of the processors for virtual threads. Else their carriers would take
    /// turns, and a writer would run, and write, for each message of a packet. And each has the
    /// first compiler only: in a run of seconds, several second compilers take more time than they
    /// save.
    ///
    /// @param servers how many there are
    /// @param port 0: any free one
    public static ServerProcess startOneOf(
            int servers, String mainClass, int port, List<String> arguments)
            throws ServerFailedException {
        int share = Math.max(1, Runtime.getRuntime().availableProcessors() / servers);
        var flags = new ArrayList<>(JVM_FLAGS);
        flags.add("-Djdk.virtualThreadScheduler.parallelism=" + share);
        flags.add("-XX:TieredStopAtLevel=1");
        return start(List.of(), flags, mainClass, port, arguments);
    }

    /// Like the other method, with a prefix before the command, such as a shell that sets limits.
    public static ServerProcess start(List<String> prefix, String mainClass, List<String> arguments)
            throws ServerFailedException {
        return start(prefix, JVM_FLAGS, mainClass, 0, arguments);
    }

    private static ServerProcess start(
            List<String> prefix,
            List<String> flags,
            String mainClass,
            int port,
            List<String> arguments)
            throws ServerFailedException {
        var words = new ArrayList<>(List.of("server", "--port", Integer.toString(port)));
        words.addAll(List.of("--quiet", "--json", "--until-eof"));
        words.addAll(arguments);
        try {
            var command = ChildCommand.java(flags, List.of(), mainClass, words).withPrefix(prefix);
            return new ServerProcess(command.start());
        } catch (IOException e) {
            throw new ServerFailedException(
                    "Could not start a JVM for the server: " + e.getMessage(), 3);
        }
    }

    /// Waits until the server accepts connections.
    public Ready awaitReady() throws ServerFailedException, InterruptedException {
        return nextLine(Ready.class, "start", START);
    }

    /// Stops the server and waits for its summary.
    public Summary stop() throws ServerFailedException, InterruptedException {
        process.closeInput();
        return nextLine(Summary.class, "stop", STOP);
    }

    /// Writes a line to its standard input.
    public void tell(String line) {
        process.writeLine(line);
    }

    /// Tells the server to stop, without waiting for it.
    public void closeInput() {
        process.closeInput();
    }

    /// Stops the process where it stands, or lets it go on.
    public void pause(boolean isOn) throws ServerFailedException, InterruptedException {
        try {
            process.pause(isOn);
        } catch (IOException e) {
            throw new ServerFailedException(
                    "Could not pause the server: " + e.getMessage() + ".", 3);
        }
    }

    /// Waits for its next line, which is JSON.
    ///
    /// @param task what it did not do if there is no line, as a verb
    public <T> T nextLine(Class<T> type, String task, Duration limit)
            throws ServerFailedException, InterruptedException {
        var line = nextLine(limit);
        if (line == null && process.isOverdue()) {
            throw new ServerFailedException(
                    "The server did not %s within %d seconds.".formatted(task, limit.toSeconds()),
                    3);
        }
        if (line == null) {
            throw new ServerFailedException(lastComplaints(task), exitCodeToPassOn());
        }
        try {
            return Json.mapper().readValue(line, type);
        } catch (JsonProcessingException _) {
            throw new ServerFailedException(
                    "The server printed a line that is not JSON: " + SafeText.of(line), 3);
        }
    }

    private @Nullable String nextLine(Duration limit) {
        try (var _ = process.killAfter(limit)) {
            return process.outputReader().readLine();
        } catch (IOException _) {
            return null; // The process is gone, which also ends its output.
        }
    }

    /// Runs an action when it has ended.
    public void onExit(Runnable action) {
        var _ = process.onExit().thenRun(action);
    }

    public long pid() {
        return process.pid();
    }

    /// Waits for the server to end and returns the first lines that it logged.
    public List<String> complaints() throws InterruptedException {
        process.exitCode();
        return process.errors().lines().limit(MOST_COMPLAINTS).toList();
    }

    /// Waits until the server has logged something that contains this.
    ///
    /// @return false if it has not within a minute, or has ended
    public boolean awaitComplaint(String part) throws InterruptedException {
        long begin = System.nanoTime();
        while (!process.errorsSoFar().contains(part)) {
            boolean isOver = process.waitFor(LOOK);
            if (isOver || System.nanoTime() - begin > START.toNanos()) return false;
        }
        return true;
    }

    private String lastComplaints(String task) throws InterruptedException {
        var complaints = complaints();
        return complaints.isEmpty()
                ? "The server did not %s and gave no reason (exit code %d)."
                        .formatted(task, process.exitCode())
                : String.join(System.lineSeparator(), complaints);
    }

    /// Wrong usage of the server, such as an unknown strategy, is wrong usage of this command, too.
    private int exitCodeToPassOn() throws InterruptedException {
        return process.exitCode() == 2 ? 2 : 3;
    }

    /// Kills the server if it still runs.
    @Override
    public void close() {
        process.close();
    }
}
