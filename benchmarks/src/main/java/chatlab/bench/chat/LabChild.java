package chatlab.bench.chat;

import chatlab.evidence.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Starts other commands of the lab in child JVMs.
///
/// @param mainClass of the `lab` command
public record LabChild(String mainClass) {
    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 10;
    private static final int SWARM_SECONDS = 180;

    /// A chat server that has said where it listens. It stops when its input is closed.
    record Server(Process process, int port) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            process.outputWriter(StandardCharsets.UTF_8).close();
            try {
                process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /// Starts a server on a free port.
    ///
    /// @throws IOException with its error output, if it does not start
    Server server(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("server", "--port", "0", "--quiet", "--json", "--until-eof"));
        command.addAll(arguments);
        Path complaints = Files.createTempFile("chatlab-server-", ".log");
        Process process = start(command, complaints);
        var limit = killAfter(START_SECONDS, process);
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        limit.cancel(false);
        if (line == null) throw new IOException("The server did not start. " + words(complaints));
        return new Server(process, parse(line, complaints).path("port").asInt());
    }

    /// Runs a swarm to its end, and returns its result, whether messages were lost or not.
    ///
    /// @throws IOException with its error output, if there is no result
    JsonNode swarm(String host, int port, List<String> load)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("swarm", "--json", "--host", host, "--port", String.valueOf(port)));
        command.addAll(load);
        Path complaints = Files.createTempFile("chatlab-swarm-", ".log");
        Process process = start(command, complaints);
        var limit = killAfter(SWARM_SECONDS, process);
        String result = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        limit.cancel(false);
        if (exitCode > 1) throw new IOException("The swarm has no result. " + words(complaints));
        return parse(result, complaints);
    }

    private Process start(List<String> arguments, Path complaints) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        complaints.toFile().deleteOnExit();
        return new ProcessBuilder(command).redirectError(complaints.toFile()).start();
    }

    private static CompletableFuture<Void> killAfter(int seconds, Process process) {
        var limit =
                new CompletableFuture<Void>().completeOnTimeout(null, seconds, TimeUnit.SECONDS);
        var _ = limit.thenRun(process::destroyForcibly);
        return limit;
    }

    private static JsonNode parse(String json, Path complaints) throws IOException {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "A command of the lab gave no readable answer. " + words(complaints), e);
        }
    }

    private static String words(Path complaints) throws IOException {
        String text = Files.readString(complaints).strip();
        return text.isEmpty() ? "It did not say why." : text;
    }
}
