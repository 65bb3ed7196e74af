package chatlab.engine;

import chatlab.engine.execution.DataRace;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an exploration has seen. Depends on the program and the bounds alone, not on the machine.
///
/// @param end why it ended
/// @param executions how many executions were begun
/// @param redundant how many of them were given up, because others are equivalent
/// @param steps of all executions together
/// @param outcomes each outcome once, in the order in which they were found
/// @param races in the order of their text
/// @param finding the outcome that the caller looked for, null if there was none
/// @param sample the random executions after a budget was used up; null if there were none
/// @param uncontrolled null unless `end` says so; then nothing else counts
public record Exploration(
        End end,
        Bounds bounds,
        long executions,
        long redundant,
        long steps,
        List<Found> outcomes,
        Set<DataRace> races,
        @Nullable Found finding,
        @Nullable Sample sample,
        @Nullable Uncontrolled uncontrolled) {
    /// Why an exploration ended.
    public enum End {
        /// Every execution within the bounds was tried.
        EXHAUSTED,
        /// The budget of executions was used up.
        BUDGET,
        /// The outcome that the caller looked for was found.
        FOUND,
        /// The code does what the engine cannot control.
        UNCONTROLLED
    }

    public boolean isExhausted() {
        return end == End.EXHAUSTED;
    }

    public Optional<Found> found(Object outcome) {
        return outcomes.stream().filter(found -> found.outcome().equals(outcome)).findFirst();
    }
}
