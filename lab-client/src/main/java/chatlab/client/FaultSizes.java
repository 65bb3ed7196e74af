package chatlab.client;

import java.time.Duration;

/// How much of everything `lab faults` does.
///
/// @param readers those who read while others do not
/// @param stalled those who do not, or slowly
/// @param messages of each of four senders to them
/// @param rounds with and without the stalled
/// @param silent connections that say nothing
/// @param lines of garbage
/// @param soakers clients of the soak, a fifth of whom come and go
/// @param soak how long they talk
record FaultSizes(
        int readers,
        int stalled,
        int messages,
        int rounds,
        int silent,
        int lines,
        int soakers,
        Duration soak) {

    static FaultSizes full(Duration soak) {
        return new FaultSizes(180, 20, 5_000, 10, 1_000, 100_000, 500, soak);
    }

    static FaultSizes quick() {
        return new FaultSizes(18, 2, 5_000, 1, 50, 5_000, 50, Duration.ofSeconds(5));
    }
}
