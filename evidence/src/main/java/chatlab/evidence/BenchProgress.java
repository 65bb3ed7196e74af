package chatlab.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How far a run of benchmarks is: one line of `lab bench --json-lines`.
///
/// @param doing what runs now, in words
/// @param secondsLeft until the run ends at the latest; null: not known yet
/// @param resolution what can be told apart in this run, as a sentence; null: said before, or not
///   known
/// @param check what has just been found out about a strategy; null: nothing
/// @param fork what has just been measured; null: nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchProgress(
        String schema,
        String doing,
        @Nullable Long secondsLeft,
        @Nullable String resolution,
        @Nullable Check check,
        @Nullable Fork fork) {
    /// The schema's name and version.
    public static final String SCHEMA = "chatlab/bench-progress/1";

    /// Whether a strategy keeps what it declares.
    ///
    /// @param faults what it breaks, or was not shown to keep, as sentences; empty if none was seen
    public record Check(String strategy, List<String> faults) {
        public Check {
            faults = List.copyOf(faults);
        }
    }

    /// The result of one JVM.
    ///
    /// @param cell the conditions, in words
    /// @param round from 1
    /// @param score the mean, in `unit`
    /// @param lowerIsBetter whether the score is a time or a cost, not a rate
    public record Fork(
            String contestant,
            String question,
            String cell,
            int round,
            double score,
            String unit,
            boolean lowerIsBetter) {}

    /// A line of the present schema.
    public static BenchProgress of(
            String doing,
            @Nullable Long secondsLeft,
            @Nullable String resolution,
            @Nullable Check check,
            @Nullable Fork fork) {
        return new BenchProgress(SCHEMA, doing, secondsLeft, resolution, check, fork);
    }
}
