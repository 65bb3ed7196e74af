package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.server.ChatServer;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Well-known IRC clients join #lab and talk with `lab client`.
///
/// The tests wait for what a client shows, never for a fixed time. If irssi, WeeChat or tmux are
/// not installed, the tests are skipped; in CI they must run.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealClientsTest {

    private static final long POLL_MILLIS = 50;

    @TempDir private Path folder;
    private ChatServer server;
    private Process labClient;
    private BufferedReader heard;
    private BufferedWriter said;
    private final List<Process> clients = new ArrayList<>();

    @BeforeEach
    void startServerAndLabClient() throws Exception {
        server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())));
        labClient =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Lab.class.getName(),
                                "client",
                                "--port",
                                Integer.toString(port()),
                                "--nick",
                                "ann")
                        .redirectErrorStream(true)
                        .start();
        heard = labClient.inputReader(StandardCharsets.UTF_8);
        said = labClient.outputWriter(StandardCharsets.UTF_8);
    }

    @AfterEach
    void stop() throws Exception {
        for (var client : clients) client.destroy();
        said.close(); // the end of input: the client leaves
        labClient.waitFor();
        server.close();
        for (var client : clients) {
            client.destroyForcibly();
            client.waitFor();
        }
    }

    @Test
    void irssiTalksWithTheLabClient() throws Exception {
        Installed.assume("irssi", "tmux");
        untilHeard("ann joined #lab");
        var home = Files.createDirectory(folder.resolve("irssi"));
        var irssi = "irssi --home=%s -c 127.0.0.1 -p %d -n irma".formatted(home, port());
        try (var terminal = new Tmux(folder.resolve("tmux"), irssi)) {
            terminal.untilShown("End of /MOTD|strategy");
            terminal.press("/join #lab", "Enter");
            terminal.untilShown("Users #lab");
            untilHeard("irma joined #lab");

            terminal.press("hello from irssi", "Enter");
            say("hello from ann");

            untilHeard("<irma> hello from irssi");
            terminal.untilShown("<[ @]?ann> hello from ann");
        }
    }

    @Test
    void weechatTalksWithTheLabClient() throws Exception {
        Installed.assume("weechat-headless");
        needsFifoOfWeechat();
        untilHeard("ann joined #lab");
        var home = folder.resolve("weechat");
        var log = folder.resolve("weechat.log").toFile();
        clients.add(
                new ProcessBuilder(
                                "weechat-headless",
                                "-d",
                                home.toString(),
                                "--stdout",
                                "-r",
                                "/set logger.file.flush_delay 0",
                                "-r",
                                "/set fifo.file.path ${weechat_data_dir}/fifo",
                                "-r",
                                "/server add lab 127.0.0.1/%d -notls -nicks=wendy -autojoin=#lab"
                                        .formatted(port()),
                                "-r",
                                "/connect lab")
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start());
        untilHeard("wendy joined #lab");
        // WeeChat drops text for a buffer that it has not opened yet.
        untilLogged(home, "wendy .*has joined #lab");

        Files.writeString(home.resolve("fifo"), "irc.lab.#lab *hello from weechat\n");
        say("hello from ann");

        untilHeard("<wendy> hello from weechat");
        untilLogged(home, "ann\\s+hello from ann");
    }

    private int port() {
        return server.address().getPort();
    }

    private void say(String line) throws IOException {
        said.write(line + "\n");
        said.flush();
    }

    private void untilHeard(String text) throws IOException {
        var lines = new ArrayList<String>();
        for (String line = heard.readLine(); line != null; line = heard.readLine()) {
            lines.add(line);
            if (line.contains(text)) return;
        }
        assertThat(lines).as("what lab client printed").contains(text);
    }

    private static void untilLogged(Path home, String pattern) throws Exception {
        var wanted = Pattern.compile(pattern);
        while (!wanted.matcher(logs(home)).find()) TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }

    private static String logs(Path home) throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".weechatlog")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    /// On Debian the plugin that sends commands to a running WeeChat is a separate package
    /// (weechat-plugins).
    private static void needsFifoOfWeechat() throws IOException {
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
}
