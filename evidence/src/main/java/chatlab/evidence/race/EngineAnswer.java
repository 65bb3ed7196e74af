package chatlab.evidence.race;

import org.jspecify.annotations.Nullable;

/// What the engine found out about one guarantee. It counts executions, not seconds, so the answer
/// is the same on every machine.
///
/// @param preemptions the bound: how often a thread was interrupted that could have gone on
/// @param staleReads the bound: how often a read returned an older value than the newest
/// @param programs how many small programs were run that can show the guarantee broken
/// @param executions how many executions these had together
/// @param witness the schedule that breaks the guarantee; null if none was found
/// @param note why there is no answer, or not a whole one; else empty
public record EngineAnswer(
        EngineVerdict verdict,
        int preemptions,
        int staleReads,
        int programs,
        long executions,
        @Nullable EngineWitness witness,
        String note) {

    public EngineAnswer {
        if ((verdict == EngineVerdict.WITNESS) != (witness != null)) {
            throw new IllegalArgumentException("a witness belongs to WITNESS, and to nothing else");
        }
    }

    /// The bound in words, such as `212 executions of 17 programs, at most 2 preemptions and 2
    /// stale reads each`.
    public String bound() {
        return "%,d executions of %d program%s, at most %d preemptions and %d stale reads each"
                .formatted(executions, programs, programs == 1 ? "" : "s", preemptions, staleReads);
    }
}
