package chatlab.bench.run;

import chatlab.bench.run.Measurement.Done;
import chatlab.evidence.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// Merges many JMH runs of one fork each into the one file that JMH would write if it ran all forks
/// itself.
///
/// JMH computes and writes everything. Two fields are set afterwards: `forks`, since each run had
/// only one, and `runOrder`, which is not JMH's own and which its readers ignore.
final class Merge {
    private Merge() {}

    /// Merges the forks of each subject into one entry.
    ///
    /// @param run identifies this run
    /// @param looks how often the run may look at its results
    /// @param forkSeconds how long a fork took on average
    static ArrayNode merge(
            Collection<List<Done>> subjects, String run, int looks, double forkSeconds) {
        ArrayNode merged = Json.mapper().createArrayNode();
        for (List<Done> forks : subjects) {
            List<BenchmarkResult> results =
                    forks.stream().flatMap(f -> f.result().getBenchmarkResults().stream()).toList();
            var params = forks.getFirst().result().getParams();
            var entry = (ObjectNode) asJmhWritesIt(new RunResult(params, results)).get(0);
            entry.put("forks", results.size());
            ObjectNode order = entry.putObject("runOrder");
            order.put("run", run);
            ArrayNode places = order.putArray("forks");
            forks.forEach(fork -> places.add(fork.place()));
            ArrayNode rounds = order.putArray("rounds");
            forks.forEach(fork -> rounds.add(fork.step().round()));
            order.put("looks", looks);
            order.put("forkSeconds", forkSeconds);
            merged.add(entry);
        }
        return merged;
    }

    /// A list with one entry.
    static JsonNode asJmhWritesIt(RunResult result) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(result));
        try {
            return Json.mapper().readTree(bytes.toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("JMH wrote something that is not JSON", e);
        }
    }
}
