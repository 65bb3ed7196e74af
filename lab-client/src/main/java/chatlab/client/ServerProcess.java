package chatlab.client;

import chatlab.evidence.Json;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A chat server in a JVM of its own, on a free port.
///
/// It never outlives this JVM: its standard input is a pipe from here, and it stops when that ends.
/// On Ctrl-C a shutdown hook ends it at once.
final class ServerProcess implements AutoCloseable {
    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 10;
    private static final int MOST_COMPLAINTS = 40;

    /// The JVM's flags. Serial collection has no threads of its own that would take a core away
    /// from the strategies, and the heap is small.
    private static final List<String> JVM_FLAGS =
            List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx512m");

    /// What the server says when it accepts connections.
    ///
    /// @param twin the correct strategy that this one is a broken twin of; null if it is not broken
    ///   on purpose
    record Ready(String strategy, String host, int port, @Nullable String twin) {}

    /// What the server says when it has stopped.
    record Summary(long strategyErrors) {}

    private final Process process;
    private final Thread hook;

    /// What the server prints: a line, or empty at the end. Its own thread reads, so that waiting
    /// for a line can have a limit.
    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

    /// The first lines of its standard error; the thread that reads them fills it, and is joined
    /// before anybody looks.
    private final List<String> complaints = new ArrayList<>();

    private final Thread complaintReader;

    /// Starts a server; [#awaitReady] follows.
    ///
    /// @param mainClass the class of the `lab` command
    /// @param arguments what to add to `lab server`, such as the strategy
    static ServerProcess start(String mainClass, List<String> arguments)
            throws ServerFailedException {
        return start(List.of(), mainClass, arguments);
    }

    /// As the other one, with words before the command, such as those of a shell that sets limits.
    static ServerProcess start(List<String> prefix, String mainClass, List<String> arguments)
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
            throw new ServerFailedException("No JVM for the server: " + e.getMessage(), 3);
        }
    }

    private ServerProcess(Process process) {
        this.process = process;
        hook = new Thread(process::destroyForcibly, "demo-server-killer");
        Runtime.getRuntime().addShutdownHook(hook);
        // Not virtual: one that waits for a pipe keeps its carrier, and with two processors there
        // are two carriers.
        var readers = Thread.ofPlatform().daemon();
        readers.name("demo-server-stdout").start(this::readOutput);
        complaintReader = readers.name("demo-server-stderr").start(this::readComplaints);
    }

    private void readOutput() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(Optional.of(line));
            }
        } catch (IOException _) {
            // As good as the end: the process is gone.
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
            // As good as the end: the process is gone.
        }
    }

    /// Waits until the server accepts connections.
    Ready awaitReady() throws ServerFailedException, InterruptedException {
        return nextLine(Ready.class, "start", START_SECONDS);
    }

    /// Has the server stop, and waits for its last words.
    Summary stop() throws ServerFailedException, InterruptedException {
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
                    "The server said something that is no JSON: " + SafeText.of(line.get()), 3);
        }
    }

    long pid() {
        return process.pid();
    }

    /// Waits for the server to end, and returns the first of the lines that it has logged.
    List<String> complaints() throws InterruptedException {
        complaintReader.join();
        return List.copyOf(complaints);
    }

    private String lastComplaints(String task) throws InterruptedException {
        complaintReader.join();
        return complaints.isEmpty()
                ? "The server did not %s, and did not say why (exit code %d)."
                        .formatted(task, process.waitFor())
                : String.join(System.lineSeparator(), complaints);
    }

    /// Wrong usage of the server, such as a strategy that there is not, is wrong usage here, too.
    private int exitCodeToPassOn() throws InterruptedException {
        return process.waitFor() == 2 ? 2 : 3;
    }

    private void closeInput() {
        try {
            process.outputWriter().close();
        } catch (IOException _) {
            // It has stopped already.
        }
    }

    /// Ends the server if it still runs.
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The JVM is going down; the hook is at work.
        }
    }
}
