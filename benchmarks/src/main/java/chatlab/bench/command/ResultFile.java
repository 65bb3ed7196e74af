package chatlab.bench.command;

import chatlab.bench.compare.BenchTable;
import chatlab.evidence.JmhResult;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The results of one JMH file that can be compared.
///
/// @param remarks what was left out, and why, as sentences
record ResultFile(Path path, List<JmhResult> results, List<String> remarks) {

    /// What tells the results of one file apart.
    private record Key(String benchmark, String mode, int threads, Map<String, String> params) {
        static Key of(JmhResult r) {
            return new Key(r.benchmark(), r.mode(), r.threads(), r.params());
        }
    }

    /// Reads a file. Of results that are there twice, the first counts.
    ///
    /// @param metric the secondary metric to compare; null: the score
    /// @throws IOException with a sentence for the user, if the file cannot be used
    static ResultFile read(Path path, @Nullable String metric) throws IOException {
        List<String> remarks = new ArrayList<>();
        Map<Key, JmhResult> results = new LinkedHashMap<>();
        int without = 0;
        for (JmhResult result : JmhResult.read(path)) {
            var asked = metric == null ? result : result.about(metric).orElse(null);
            if (asked == null) {
                without++;
                continue;
            }
            if (results.putIfAbsent(Key.of(asked), asked) != null) {
                remarks.add(
                        "%s holds %s of %s at %s more than once; the first is compared."
                                .formatted(
                                        path,
                                        BenchTable.title(asked),
                                        asked.contestant(),
                                        asked.where()));
            }
        }
        if (results.isEmpty()) throw new IOException(path + " has no metric '" + metric + "'");
        if (without > 0) {
            remarks.add("%d results of %s have no metric '%s'.".formatted(without, path, metric));
        }
        return new ResultFile(path, List.copyOf(results.values()), remarks);
    }
}
