package chatlab.client.net;

import chatlab.evidence.Json;
import chatlab.evidence.live.NetCounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Stands in for a server of a net of three, in a process of its own: it serves nobody, and writes
/// what it is told into a file of the folder `--told`.
public final class FakeServer {
    private record Ready(String strategy, String host, int port, List<String> promised) {}

    private record Summary(long strategyErrors) {}

    private FakeServer() {}

    public static void main(String[] args) throws IOException {
        var words = Arrays.asList(args);
        var name = words.get(words.indexOf("--name") + 1);
        var told = new ArrayList<String>();
        System.out.println(Json.line(new Ready("cow", "127.0.0.1", 1, List.of("RELIABLE"))));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("counts")) System.out.println(Json.line(counts(name)));
            else told.add(line);
        }
        Files.write(Path.of(words.get(words.indexOf("--told") + 1), name), told);
        System.out.println(Json.line(new Summary(0)));
    }

    private static NetCounts counts(String name) {
        return new NetCounts(
                NetCounts.SCHEMA,
                name,
                ServerNet.names(3),
                Map.of(),
                new NetCounts.Relay(0, 0, 0, 0, 0, 0));
    }
}
