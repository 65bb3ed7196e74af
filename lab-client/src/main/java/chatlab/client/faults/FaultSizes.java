package chatlab.client.faults;

import java.time.Duration;

/// The sizes of everything that `lab faults` does.
///
/// @param readers clients that read while others do not
/// @param stalled clients that do not read, or read slowly
/// @param messages how many messages each of the four senders sends
/// @param rounds how many times the swarm runs with and without the stalled clients
/// @param burst lines that are sent in one write
/// @param silent connections that send nothing
/// @param lines lines of garbage
/// @param soakers clients of the soak; a fifth of them join and leave
/// @param soak how long the soak is
record FaultSizes(
        int readers,
        int stalled,
        int messages,
        int rounds,
        int burst,
        int silent,
        int lines,
        int soakers,
        Duration soak) {

    static FaultSizes full(Duration soak) {
        return new FaultSizes(180, 20, 5_000, 10, 6_000, 1_000, 100_000, 500, soak);
    }

    static FaultSizes quick() {
        return new FaultSizes(18, 2, 5_000, 1, 1_100, 50, 5_000, 50, Duration.ofSeconds(5));
    }
}
