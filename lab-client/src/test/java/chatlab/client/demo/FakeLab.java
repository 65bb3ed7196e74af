package chatlab.client.demo;

import chatlab.client.TestServer;
import chatlab.client.TestServer.Fate;
import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Stands in for the `lab` command in a process of its own: `server`, with strategies that exist
/// for the demo's tests only.
public final class FakeLab {
    private record Ready(
            String schema, String host, int port, String strategy, @Nullable String twin) {}

    private record Summary(String schema, String strategy, long strategyErrors) {}

    private FakeLab() {}

    /// Serves until standard input ends.
    public static void main(String[] args) throws IOException {
        var words = Arrays.asList(args);
        if (!words.containsAll(
                List.of("server", "--port", "0", "--quiet", "--json", "--until-eof"))) {
            throw new IllegalArgumentException(words.toString());
        }
        var strategy = words.get(words.indexOf("--strategy") + 1);
        switch (strategy) {
            case "fine" -> serve(strategy, null, Fate.ARRIVES, 0);
            case "throwing" -> serve(strategy, null, Fate.ARRIVES, 3);
            case "lossy" -> serve(strategy, null, Fate.IS_LOST, 0);
            case "unsafe" -> serve(strategy, "fine", Fate.IS_LOST, 2);
            case "unsafe-harmless" -> serve(strategy, "fine", Fate.ARRIVES, 0);
            case "unsafe-throwing" -> serve(strategy, "fine", Fate.ARRIVES, 1);
            case "chatty" -> print("hello");
            default -> {
                System.err.println("No strategy is called '" + strategy + "'.");
                System.exit(2);
            }
        }
    }

    /// Every seventh message of the first sender meets its fate.
    private static void serve(String strategy, @Nullable String twin, Fate fate, long errors)
            throws IOException {
        try (var server =
                new TestServer((sender, nth, _) ->
                        sender.endsWith("-0") && nth % 7 == 0 ? fate : Fate.ARRIVES)) {
            print(
                    Json.line(
                            new Ready(
                                    "chatlab/server/1",
                                    "127.0.0.1",
                                    server.port(),
                                    strategy,
                                    twin)));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        print(Json.line(new Summary("chatlab/server-summary/1", strategy, errors)));
    }

    private static void print(String line) {
        System.out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
