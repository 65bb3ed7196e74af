package chatlab.evidence.race;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A schedule that breaks a guarantee.
///
/// @param program the name of the program that it is a schedule of, such as `join-join`
/// @param schedule which thread takes how many steps and what it reads, such as `ann*7 bob! ann!`
/// @param preemptions how often it interrupts a thread that could have gone on
/// @param staleReads how often a read returns an older value than the newest
/// @param sentence what goes wrong; no full stop
/// @param trials whether a volatile field would cure it, for each field in a data race; none if the
///   strategy does not promise the guarantee, and null in older files
public record EngineWitness(
        String program,
        String schedule,
        int preemptions,
        int staleReads,
        String sentence,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<VolatileTrial> trials) {
    public EngineWitness {
        trials = trials == null ? null : List.copyOf(trials);
    }
}
