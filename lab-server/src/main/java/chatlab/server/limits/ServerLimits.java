package chatlab.server.limits;

import java.time.Duration;

/// How many clients a server accepts, and how long it waits for one.
///
/// @param sessions the most clients at once
/// @param perAddress the most clients at once from one address; the loopback is exempt, because
///   labs load it
/// @param registration how long a client has to register
/// @param silence after this silence the server sends a client a PING
/// @param patience how long the client then has to answer
/// @param flood how many lines a second a client may send after a burst of [#BURST]; 0 means any
///   number. The loopback is exempt
public record ServerLimits(
        int sessions,
        int perAddress,
        Duration registration,
        Duration silence,
        Duration patience,
        int flood) {

    /// Enough for a class and its swarms.
    public static final ServerLimits DEFAULT =
            new ServerLimits(
                    15_000,
                    64,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(60),
                    10);

    /// Lines that a client may send at once.
    static final int BURST = 20;
}
