package chatlab.server.config;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

import java.util.List;

/// The options of `lab server` for clients that are web pages.
public final class WebSocketOptions {
    @Option(
            names = "--websocket",
            paramLabel = "PORT",
            description =
                    "Let web clients connect to this loopback port (IRC over WebSocket); 0: any"
                            + " free one.")
    public @Nullable Integer port;

    @Option(
            names = "--websocket-origin",
            paramLabel = "ORIGIN",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description =
                    "Web clients from these sites may connect, such as https://chat.example.org."
                            + " Those from this machine always may.")
    public List<String> origins = List.of();

    /// Refuses values that are invalid or do not fit the server.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public void check(ServerConfig server) {
        if (port == null && !origins.isEmpty()) {
            throw new IllegalArgumentException("--websocket-origin needs --websocket PORT.");
        }
        if (port != null && (port < 0 || port > 65_535)) {
            throw new IllegalArgumentException(
                    "--websocket " + port + ": a port is a number from 0 to 65535.");
        }
        if (port != null && server.tls().isPresent()) {
            throw new IllegalArgumentException(
                    "--websocket does not work with --tls-cert: leave one of them out.");
        }
    }
}
