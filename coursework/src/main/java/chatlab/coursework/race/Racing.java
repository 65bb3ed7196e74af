package chatlab.coursework.race;

import chatlab.coursework.sandbox.Sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The grader's own race of a strategy, with the output of its runs.
///
/// @param files names and contents, to keep beside the grade
public record Racing(RaceResult result, Map<String, String> files) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST_RUNS = 2;

    /// Runs `lab race` in the sandbox, and once more if a second run may come to a result.
    ///
    /// @param folder holds the source and nothing else
    /// @param strategy path of the source in the folder
    /// @param sha256 of the source
    public static Racing of(Sandbox sandbox, Path folder, String strategy, String sha256)
            throws IOException, InterruptedException {
        var arguments = List.of("race", "--strategy", strategy, "--quick", "--json");
        Map<String, String> files = new LinkedHashMap<>();
        for (int run = 1; ; run++) {
            var outcome = sandbox.run(arguments, folder, LIMIT);
            files.put("race-" + run + ".json", outcome.output());
            files.put("race-" + run + ".err", outcome.errors());
            var result = RaceResult.of(outcome, sha256);
            if (run == MOST_RUNS || !result.mayDiffer()) return new Racing(result, files);
        }
    }
}
