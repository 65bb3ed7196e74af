package chatlab.engine.memory;

/// One of two accesses that race.
///
/// @param calledFrom where the thread has last called copied code of the JDK; it tells where the
///   access comes from if `place` is in such code
public record RacingAccess(int thread, boolean isWrite, int place, int calledFrom) {}
