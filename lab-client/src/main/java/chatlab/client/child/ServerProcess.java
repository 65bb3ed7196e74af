package chatlab.client.child;

import chatlab.evidence.Json;
import chatlab.terminal.SafeText;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A chat server in a JVM of its own, on a free port.
///
/// It never outlives this JVM: its standard input is a pipe from here, and the server stops when
/// the pipe ends. On Ctrl-C a shutdown hook kills it at once.
public final class ServerProcess implements AutoCloseable {
    /// The main class of the `lab` command, which this module cannot import.
    public static final String LAB = "chatlab.cli.Lab";

    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 10;
    private static final int MOST_COMPLAINTS = 40;

    /// The JVM's flags. The serial collector has no threads of its own that would take a core from
    /// the strategies, and the heap is small.
    private static final List<String> JVM_FLAGS =
            List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx512m");

    /// The server's first line, when it accepts connections.
    ///
    /// @param twin the correct strategy that this one is a broken twin of; null if it is not broken
    ///   on purpose
    public record Ready(String strategy, String host, int port, @Nullable String twin) {
        public InetSocketAddress address() {
            return new InetSocketAddress(host, port);
        }
    }

    /// The server's last line, when it has stopped.
    public record Summary(long strategyErrors) {}

    private final Process process;
    private final Thread hook;

    /// The lines that the server prints; empty at the end. A separate thread reads them, so that
    /// waiting for a line can have a time limit.
    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

    /// The first lines of the server's standard error. Only `complaintReader` writes here, and it
    /// is joined before anybody reads.
    private final List<String> complaints = new ArrayList<>();

    private final Thread complaintReader;

    /// Starts a server; call [#awaitReady] next.
    ///
    /// @param mainClass the main class of the `lab` command
    /// @param arguments more arguments of `lab server`, such as the strategy
    public static ServerProcess start(String mainClass, List<String> arguments)
            throws ServerFailedException {
        return start(List.of(), mainClass, arguments);
    }

    /// Like the other method, with a prefix before the command, such as a shell that sets limits.
    public static ServerProcess start(List<String> prefix, String mainClass, List<String> arguments)
            throws ServerFailedException {
        var command = new ArrayList<String>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of("server", "--port", "0", "--quiet", "--json", "--until-eof"));
        command.addAll(arguments);
        try {
            return new ServerProcess(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new ServerFailedException(
                    "Could not start a JVM for the server: " + e.getMessage(), 3);
        }
    }

    private ServerProcess(Process process) {
        this.process = process;
        hook = new Thread(process::destroyForcibly, "child-server-killer");
        Runtime.getRuntime().addShutdownHook(hook);
        // Platform threads: a virtual thread that waits for a pipe pins its carrier, and two
        // processors give only two carriers.
        var readers = Thread.ofPlatform().daemon();
        readers.name("child-server-stdout").start(this::readOutput);
        complaintReader = readers.name("child-server-stderr").start(this::readComplaints);
    }

    private void readOutput() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(Optional.of(line));
            }
        } catch (IOException _) {
            // The process is gone, which also ends its output.
        }
        output.add(Optional.empty());
    }

    private void readComplaints() {
        try (var lines = process.errorReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (complaints.size() < MOST_COMPLAINTS) {
                    complaints.add(line);
                }
            }
        } catch (IOException _) {
            // The process is gone, which also ends its output.
        }
    }

    /// Waits until the server accepts connections.
    public Ready awaitReady() throws ServerFailedException, InterruptedException {
        return nextLine(Ready.class, "start", START_SECONDS);
    }

    /// Stops the server and waits for its summary.
    public Summary stop() throws ServerFailedException, InterruptedException {
        closeInput();
        return nextLine(Summary.class, "stop", STOP_SECONDS);
    }

    private <T> T nextLine(Class<T> type, String task, int seconds)
            throws ServerFailedException, InterruptedException {
        var line = output.poll(seconds, TimeUnit.SECONDS);
        if (line == null) {
            throw new ServerFailedException(
                    "The server did not %s within %d seconds.".formatted(task, seconds), 3);
        }
        if (line.isEmpty()) {
            throw new ServerFailedException(lastComplaints(task), exitCodeToPassOn());
        }
        try {
            return Json.mapper().readValue(line.get(), type);
        } catch (JsonProcessingException _) {
            throw new ServerFailedException(
                    "The server printed a line that is not JSON: " + SafeText.of(line.get()), 3);
        }
    }

    public long pid() {
        return process.pid();
    }

    /// Waits for the server to end and returns the first lines that it logged.
    public List<String> complaints() throws InterruptedException {
        complaintReader.join();
        return List.copyOf(complaints);
    }

    private String lastComplaints(String task) throws InterruptedException {
        complaintReader.join();
        return complaints.isEmpty()
                ? "The server did not %s and gave no reason (exit code %d)."
                        .formatted(task, process.waitFor())
                : String.join(System.lineSeparator(), complaints);
    }

    /// Wrong usage of the server, such as an unknown strategy, is wrong usage of this command, too.
    private int exitCodeToPassOn() throws InterruptedException {
        return process.waitFor() == 2 ? 2 : 3;
    }

    private void closeInput() {
        try {
            process.outputWriter().close();
        } catch (IOException _) {
            // The server has stopped already.
        }
    }

    /// Kills the server if it still runs.
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // This JVM is shutting down, and the hook runs.
        }
    }
}
