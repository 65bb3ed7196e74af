package chatlab.bench.chat;

import chatlab.evidence.Json;
import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Starts other commands of the lab in child JVMs.
///
/// @param mainClass of the `lab` command
public record LabChild(String mainClass) {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration SWARM = Duration.ofMinutes(3);

    /// A chat server that has said where it listens. It stops when its input is closed.
    record Server(ChildProcess process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.closeInput();
            try {
                process.waitFor(STOP);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                process.close();
            }
        }
    }

    /// Starts a server on a free port.
    ///
    /// @throws IOException with its error output, if it does not start
    Server server(List<String> arguments) throws IOException, InterruptedException {
        List<String> more = new ArrayList<>();
        more.addAll(List.of("--port", "0", "--quiet", "--json", "--until-eof"));
        more.addAll(List.of("--history", "0")); // its lock would order the senders
        more.addAll(arguments);
        var process = command("server", more).start();
        try (var _ = process.killAfter(START)) {
            var line = process.outputReader().readLine();
            if (line != null) return new Server(process, parse(line).path("port").asInt());
        }
        process.close();
        throw new IOException("The server did not start. " + words(process.errors()));
    }

    /// Runs a swarm to its end, and returns its result, whether messages were lost or not.
    ///
    /// @throws IOException with its error output, if there is no result
    JsonNode swarm(String host, int port, List<String> load)
            throws IOException, InterruptedException {
        List<String> more = new ArrayList<>();
        more.addAll(List.of("--json", "--host", host, "--port", String.valueOf(port)));
        more.addAll(load);
        var ended = command("swarm", more).run(SWARM);
        if (ended.exitCode() > 1) {
            throw new IOException("The swarm has no result. " + words(ended.errors()));
        }
        return parse(ended.output());
    }

    private ChildCommand command(String command, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(command);
        words.addAll(arguments);
        return ChildCommand.java(List.of(), List.of(), mainClass, words);
    }

    private static JsonNode parse(String json) throws IOException {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("A command of the lab gave no readable answer: " + json, e);
        }
    }

    private static String words(String errors) {
        return errors.isBlank() ? "It did not say why." : errors.strip();
    }
}
