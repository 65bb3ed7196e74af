package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.server.ChatServer;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.config.ServerOptions;

import org.junit.jupiter.api.AfterEach;
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
import java.util.function.Consumer;

/// Well-known IRC clients join #lab and talk with `lab client`.
///
/// The tests wait for what a client shows, never for a fixed time. If irssi, WeeChat or tmux are
/// not installed, the tests are skipped; in CI they must run.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealClientsTest {

    @TempDir private Path folder;
    private ChatServer server;
    private Process labClient;
    private BufferedReader heard;
    private BufferedWriter said;

    private void startServerAndLabClient(Consumer<ServerOptions> changes, String... clientOptions)
            throws Exception {
        server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of()), changes));
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Lab.class.getName(),
                                "client",
                                "--port",
                                Integer.toString(port()),
                                "--nick",
                                "ann"));
        command.addAll(List.of(clientOptions));
        labClient = new ProcessBuilder(command).redirectErrorStream(true).start();
        heard = labClient.inputReader(StandardCharsets.UTF_8);
        said = labClient.outputWriter(StandardCharsets.UTF_8);
    }

    @AfterEach
    void stop() throws Exception {
        if (server == null) return; // the test was skipped
        said.close(); // the end of input: the client leaves
        labClient.waitFor();
        server.close();
    }

    @Test
    void irssiTalksWithTheLabClient() throws Exception {
        Installed.assume("irssi", "tmux");
        startServerAndLabClient(_ -> {});
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
    void weechatTalksWithTheLabClientOverTlsAndTheLoop() throws Exception {
        WeeChat.assumeInstalled();
        var store = folder.resolve("lab.p12");
        var certificate = folder.resolve("lab.pem");
        keytool(store, "-genkeypair -keyalg EC -dname CN=lab -ext SAN=ip:127.0.0.1");
        keytool(store, "-exportcert -rfc -file " + certificate);
        var password = Files.writeString(folder.resolve("lab.pass"), "changeit");
        startServerAndLabClient(
                options -> {
                    options.delivery = DeliveryPolicy.LOOP;
                    options.tlsCertificate = store;
                    options.tlsKey = password;
                },
                "--tls",
                "--tls-trust",
                certificate.toString());
        untilHeard("ann joined #lab");
        try (var weechat = WeeChat.trusting(certificate, folder.resolve("weechat"), port())) {
            untilHeard("wendy joined #lab");
            weechat.untilLogged("wendy .*has joined #lab");

            weechat.say("hello from weechat");
            say("hello from ann");

            untilHeard("<wendy> hello from weechat");
            weechat.untilLogged("ann\\s+hello from ann");
        }
    }

    private static void keytool(Path store, String arguments) throws Exception {
        var command =
                new ArrayList<String>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(
                List.of("-alias", "lab", "-keystore", store.toString(), "-storepass", "changeit"));
        var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
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
}
