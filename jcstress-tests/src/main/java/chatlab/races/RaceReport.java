package chatlab.races;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Environment;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// The result of `lab race` for one strategy, as `--json` prints it.
///
/// @param environment the machine, as `environment.json` has it
public record RaceReport(
        String schema, Strategy strategy, Canary canary, List<Row> results, Object environment) {

    static final String SCHEMA = "chatlab/race/1";

    /// The row that every strategy owes, declared or not: each call returns.
    static final String LIVENESS = "LIVENESS";

    /// The row for what every strategy owes when one thread alone calls it.
    static final String CONTRACT = "CONTRACT";

    /// The row for a strategy that tells subscribers apart by `equals`; it is there only then.
    static final String IDENTITY = "IDENTITY";

    /// What was tested.
    ///
    /// @param source the file, or the class where it came as one
    /// @param sha256 of the source
    public record Strategy(String name, String source, String sha256, List<String> declared) {}

    /// Did this run see what it had to see?
    ///
    /// @param caught the planted bug was seen
    /// @param held its correct twin was not seen broken
    public record Canary(boolean caught, boolean held) {
        boolean isSound() {
            return caught && held;
        }
    }

    /// One guarantee.
    ///
    /// @param samples how often the tests judged it, and so could have shown it broken
    /// @param violations how often they did
    /// @param bound where it held: with 95 % confidence violations are no more frequent than this
    /// @param note in plain words what was seen, or why there is no verdict
    public record Row(
            String guarantee,
            boolean declared,
            Verdict verdict,
            long samples,
            long violations,
            @Nullable Double bound,
            List<Outcome> outcomes,
            String note) {}

    /// How often one outcome of one test was seen.
    ///
    /// @param id the test and its outcome, such as `TwoJoins.LOST`
    /// @param meaning the sentence for it
    public record Outcome(String id, long count, String meaning) {}

    static RaceReport of(
            CatalogueEntry entry, Canary canary, List<Row> rows, Environment environment) {
        var declared = entry.guarantees().stream().map(Guarantee::name).toList();
        var source = entry.file().map(Path::toString).orElse(entry.className());
        return new RaceReport(
                SCHEMA,
                new Strategy(entry.name(), source, entry.sha256(), declared),
                canary,
                rows,
                environment);
    }

    /// 0 every declared guarantee held, 1 one was broken, 3 not conclusive.
    int exitCode() {
        if (!canary.isSound()) return 3;
        var declared = results.stream().filter(Row::declared).toList();
        if (declared.stream().anyMatch(row -> row.verdict() == Verdict.BROKEN)) return 1;
        return declared.stream().anyMatch(row -> row.verdict() == Verdict.NOT_RUN) ? 3 : 0;
    }
}
