package chatlab.server;

import java.time.Duration;

/// How much a server takes on, and how long it waits for a client.
///
/// @param sessions at once, in all
/// @param perAddress at once from one address; the loopback is exempt, since labs load it
/// @param registration how long a client has to register
/// @param silence after which a client is asked for a sign of life
/// @param patience how long it has to give one
/// @param flood how many lines a second a client may send after a burst of [#BURST]; 0: as many as
///   it likes. The loopback is exempt
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
