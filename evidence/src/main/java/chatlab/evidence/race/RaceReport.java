package chatlab.evidence.race;

import chatlab.evidence.Environment;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// What `lab race` found out about one strategy, as `--json` prints it.
///
/// @param schema always [#SCHEMA]
/// @param results one row for each guarantee that was asked about
/// @param races the data races of the code under test, each once; null if the engine was not asked,
///   and in older files. They change no verdict
/// @param linesNotRun the lines of the strategy's source with code that the engine never ran, or
///   with a condition that always had the same result: no verdict says anything about that code.
///   Null if the engine was not asked or the strategy is the lab's own, and in older files
/// @param environment what it was measured on; null in a file that does not say
public record RaceReport(
        String schema,
        RacedStrategy strategy,
        CanaryResult canary,
        List<RaceRow> results,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<EngineRace> races,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Integer> linesNotRun,
        @Nullable Environment environment) {

    /// The schema's name and version.
    public static final String SCHEMA = "chatlab/race/1";

    /// The row that every strategy owes, declared or not: each call returns.
    public static final String LIVENESS = "LIVENESS";

    /// The row for what every strategy owes when one thread alone calls it.
    public static final String CONTRACT = "CONTRACT";

    /// The row for a strategy that tells subscribers apart by `equals`; it is there only then.
    public static final String IDENTITY = "IDENTITY";

    public RaceReport {
        results = List.copyOf(results);
        races = races == null ? null : List.copyOf(races);
        linesNotRun = linesNotRun == null ? null : List.copyOf(linesNotRun);
    }

    /// A report of the present schema, without the engine's data races.
    public static RaceReport of(
            RacedStrategy strategy,
            CanaryResult canary,
            List<RaceRow> results,
            @Nullable Environment environment) {
        return new RaceReport(SCHEMA, strategy, canary, results, null, null, environment);
    }

    /// The same report with the data races that the engine has seen.
    public RaceReport withRaces(List<EngineRace> seen) {
        return new RaceReport(schema, strategy, canary, results, seen, linesNotRun, environment);
    }

    /// The same report with the lines that the engine never ran.
    public RaceReport withLinesNotRun(List<Integer> lines) {
        return new RaceReport(schema, strategy, canary, results, races, lines, environment);
    }

    /// The exit code of the race: 1 if a declared guarantee is broken, 3 if there is no verdict.
    public int exitCode() {
        if (!canary.isSound()) return 3;
        var verdicts = results.stream().filter(RaceRow::declared).map(RaceRow::verdict).toList();
        if (verdicts.contains(RaceVerdict.BROKEN)) return 1;
        return verdicts.contains(RaceVerdict.NOT_RUN) ? 3 : 0;
    }

    /// The row of a guarantee; empty if the run did not ask about it.
    public Optional<RaceRow> row(String guarantee) {
        return results.stream().filter(row -> row.guarantee().equals(guarantee)).findFirst();
    }
}
