package chatlab.server.config;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/// The option of `lab server` for clients that know no IRC.
public final class PlainOptions {
    @Option(
            names = "--plain",
            paramLabel = "PORT",
            description =
                    "Let clients that know no IRC connect to this port: each line they send is said"
                            + " in #lab, and they get the others' as 'nick: text'; 0: any free"
                            + " one.")
    public @Nullable Integer port;

    /// Refuses values that are invalid or do not fit the server.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public void check(ServerConfig server) {
        if (port == null) return;
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "--plain " + port + ": a port is a number from 0 to 65535.");
        }
        if (server.tls().isPresent() || server.password().isPresent()) {
            throw new IllegalArgumentException(
                    "--plain lets everybody in, without TLS and without a password: leave out"
                            + " --plain, or --tls-cert and --password.");
        }
    }
}
