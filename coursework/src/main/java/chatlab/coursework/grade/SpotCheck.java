package chatlab.coursework.grade;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.evidence.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Measures a claim that something is faster again, for a short time, and checks its direction
/// only.
///
/// The result depends on the machine, so it is a note for staff and costs no points.
final class SpotCheck {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private SpotCheck() {}

    /// Measures.
    ///
    /// @param directory the submission
    /// @return a sentence if the direction is clearly the other one here, or could not be seen
    static Optional<String> of(CheckedClaim claim, Path directory, LabTools tools)
            throws IOException, InterruptedException {
        var subject = String.valueOf(claim.values().get("subject"));
        var than = String.valueOf(claim.values().get("than"));
        var arguments =
                new ArrayList<>(
                        List.of("bench", "--quick", "--json", "--yes", "--question", "churn"));
        arguments.addAll(List.of("--strategy", subject + "," + than));
        if (claim.values().get("where") instanceof Map<?, ?> where) {
            for (var key : List.of("members", "threads", "churn")) {
                var value = where.get(key);
                if (value != null) arguments.addAll(List.of("--" + key, String.valueOf(value)));
            }
        }
        var forks = forks(tools.run(arguments, directory, LIMIT).output());
        if (forks.size() != 2) return Optional.of(claim.id() + ": its spot check could not be run");
        var fastest = forks.getFirst().stream().max(Double::compare).orElse(0.0);
        var slowest = forks.getLast().stream().min(Double::compare).orElse(0.0);
        return fastest < slowest
                ? Optional.of(
                        "%s: here, in a short measurement, every run of %s was slower than every run of %s"
                                .formatted(claim.id(), subject, than))
                : Optional.empty();
    }

    /// The mean of each fork, for each that was measured; higher is faster.
    private static List<List<Double>> forks(String output) {
        try {
            JsonNode tree = Json.mapper().readTree(output);
            var all = new ArrayList<List<Double>>();
            for (var result : tree) {
                if (!result.path("mode").asText().equals("thrpt")) return List.of();
                var forks = new ArrayList<Double>();
                for (var fork : result.path("primaryMetric").path("rawData")) forks.add(mean(fork));
                all.add(forks);
            }
            return all;
        } catch (JsonProcessingException _) {
            return List.of();
        }
    }

    private static double mean(JsonNode fork) {
        return StreamSupport.stream(fork.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .average()
                .orElse(0);
    }
}
