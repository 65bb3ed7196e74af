package chatlab.server;

import java.time.Duration;

/// How much a server takes on, and how long it waits for a client.
///
/// @param sessions at once, in all
/// @param perAddress at once from one address; the loopback is exempt, since labs load it
/// @param channels that one session may be in
/// @param registration how long a client has to register
/// @param silence after which a client is asked for a sign of life
/// @param patience how long it has to give one
public record Limits(
        int sessions,
        int perAddress,
        int channels,
        Duration registration,
        Duration silence,
        Duration patience) {

    /// Enough for a class and its swarms.
    public static final Limits DEFAULT =
            new Limits(
                    15_000,
                    64,
                    100,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(60));
}
