package chatlab.evidence.race;

/// A schedule that breaks a guarantee.
///
/// @param program the name of the program that it is a schedule of, such as `join-join`
/// @param schedule which thread takes how many steps and what it reads, such as `ann*7 bob! ann!`
/// @param preemptions how often it interrupts a thread that could have gone on
/// @param staleReads how often a read returns an older value than the newest
/// @param sentence what goes wrong; no full stop
public record EngineWitness(
        String program, String schedule, int preemptions, int staleReads, String sentence) {}
