package chatlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A WeeChat without a terminal that has joined #lab as wendy.
final class WeeChat implements AutoCloseable {
    private static final long POLL_MILLIS = 50;

    private final Path home;
    private final Process process;

    /// @param home a folder that does not exist yet
    WeeChat(Path home, int port) throws IOException {
        this(
                home,
                "/server add lab 127.0.0.1/%d -notls -nicks=wendy -autojoin=#lab".formatted(port));
    }

    private WeeChat(Path home, String... commands) throws IOException {
        this.home = Files.createDirectory(home);
        var command =
                new ArrayList<>(List.of("weechat-headless", "-d", home.toString(), "--stdout"));
        command.addAll(List.of("-r", "/set logger.file.flush_delay 0"));
        command.addAll(List.of("-r", "/set fifo.file.path ${weechat_data_dir}/fifo"));
        for (var each : commands) command.addAll(List.of("-r", each));
        command.addAll(List.of("-r", "/connect lab"));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolveSibling("weechat.log").toFile())
                        .start();
    }

    /// A WeeChat that speaks TLS and trusts this certificate, a PEM file.
    static WeeChat trusting(Path certificate, Path home, int port) throws IOException {
        return new WeeChat(
                home,
                "/set weechat.network.gnutls_ca_user " + certificate,
                "/server add lab 127.0.0.1/%d -nicks=wendy -autojoin=#lab".formatted(port),
                "/set irc.server.lab.ssl on", // before version 4
                "/set irc.server.lab.tls on");
    }

    /// Skips the test if WeeChat or its plugin that sends commands to it is missing. On Debian the
    /// plugin is a separate package (weechat-plugins).
    static void assumeInstalled() throws IOException {
        Installed.assume("weechat-headless");
        try (var places = Files.newDirectoryStream(Path.of("/usr/lib"), "*")) {
            boolean installed =
                    Stream.concat(
                                    Stream.of(Path.of("/usr/lib")),
                                    StreamSupport.stream(places.spliterator(), false))
                            .anyMatch(place ->
                                    Files.exists(place.resolve("weechat/plugins/fifo.so")));
            Installed.assume("WeeChat's fifo plugin", installed);
        }
    }

    /// Call it when wendy is in #lab, or WeeChat drops the text.
    void say(String text) throws IOException {
        Files.writeString(home.resolve("fifo"), "irc.lab.#lab *" + text + "\n");
    }

    /// Waits until its log has a match of this.
    void untilLogged(String pattern) throws IOException, InterruptedException {
        var wanted = Pattern.compile(pattern);
        while (!wanted.matcher(logs()).find()) TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }

    private String logs() throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".weechatlog")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
