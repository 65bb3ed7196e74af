package chatlab.bench.compare;

import chatlab.evidence.Interval;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Json;
import chatlab.evidence.Ratio;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The ratios of strategies to a baseline, run by run, from the `bench.json`s in a folder.
///
/// A ratio within a run can be compared with a ratio in another run, even on another machine of the
/// same kind; a speed cannot.
///
/// @param runs in the order of time
/// @param unread the files that could not be used, and why, as sentences
public record History(List<Run> runs, List<String> unread) {

    /// One run.
    ///
    /// @param folder from the folder that was searched
    /// @param commit that was measured; empty if not known
    /// @param started when it began; empty if not known
    public record Run(String folder, String commit, String started, List<JmhResult> results) {}

    /// One strategy's ratio to the baseline in one run.
    public record Point(Run run, Ratio ratio, Interval interval) {}

    private static final String FILE = "bench.json";

    /// Reads all runs below a folder.
    public static History read(Path folder) throws IOException {
        List<Run> runs = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.endsWith(FILE)).sorted().toList();
        } catch (UncheckedIOException e) {
            throw new IOException(folder + " cannot be read: " + e.getMessage(), e);
        }
        for (Path file : files) {
            try {
                runs.add(run(folder, file));
            } catch (IOException e) {
                unread.add(String.valueOf(e.getMessage()));
            }
        }
        runs.sort(Comparator.comparing(Run::started).thenComparing(Run::folder));
        return new History(List.copyOf(runs), List.copyOf(unread));
    }

    private static Run run(Path folder, Path file) throws IOException {
        List<JmhResult> results = JmhResult.read(file);
        Path environment = file.resolveSibling("environment.json");
        JsonNode recorded =
                Files.exists(environment)
                        ? Json.mapper().readTree(Files.readString(environment))
                        : Json.mapper().createObjectNode();
        Path parent = folder.relativize(file).getParent();
        return new Run(
                parent == null ? "." : parent.toString(),
                recorded.path("git").path("commit").asText(""),
                recorded.path("started").asText(""),
                results);
    }

    /// The points of each strategy in each set of conditions, as lines through the runs: by
    /// conditions, then by strategy.
    ///
    /// @param confidence of the intervals
    public Map<String, Map<String, List<Point>>> lines(String baseline, double confidence) {
        Map<String, Map<String, List<Point>>> lines = new LinkedHashMap<>();
        for (Run run : runs) {
            for (List<JmhResult> alike : Comparisons.groups(run.results)) {
                var base = alike.stream().filter(r -> r.contestant().equals(baseline)).findFirst();
                if (base.isEmpty()) continue;
                for (JmhResult result : alike) {
                    if (result == base.get()) continue;
                    String where = BenchTable.title(result) + " at " + result.where();
                    point(run, result, base.get(), confidence)
                            .ifPresent(point ->
                                    lines.computeIfAbsent(where, _ -> new LinkedHashMap<>())
                                            .computeIfAbsent(
                                                    result.contestant(), _ -> new ArrayList<>())
                                            .add(point));
                }
            }
        }
        return lines;
    }

    /// Empty if there are too few forks for a ratio.
    private static Optional<Point> point(
            Run run, JmhResult result, JmhResult base, double confidence) {
        try {
            Ratio ratio = Ratio.of(result, base);
            return Optional.of(new Point(run, ratio, ratio.interval(confidence)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
