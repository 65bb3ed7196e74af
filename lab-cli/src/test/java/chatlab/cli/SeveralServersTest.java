package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.client.net.ServerNet;
import chatlab.process.FreePorts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Several real servers: what clients see, and what `lab swarm --servers` finds.
@Order(1)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeveralServersTest {
    @TempDir private Path folder;

    @AfterEach
    void noServerIsLeft() {
        assertThat(
                        ProcessHandle.current()
                                .children()
                                .filter(ProcessHandle::isAlive)
                                .filter(child ->
                                        child.info().commandLine().orElse("").contains("--relay")))
                .isEmpty();
    }

    @Test
    void irssiOnOneServerTalksWithWeeChatOnAnother() throws Exception {
        Installed.assume("irssi", "tmux");
        WeeChat.assumeInstalled();
        var home = Files.createDirectory(folder.resolve("irssi"));
        try (var net =
                        ServerNet.start(
                                Lab.class.getName(),
                                List.of("a.lab", "b.lab"),
                                0,
                                "total",
                                List.of());
                var weechat = new WeeChat(folder.resolve("weechat"), net.address(1).getPort())) {
            weechat.untilLogged("wendy .*has joined #lab");
            var irssi =
                    "irssi --home=%s -c 127.0.0.1 -p %d -n irma"
                            .formatted(home, net.address(0).getPort());
            try (var terminal = new Tmux(folder.resolve("tmux"), irssi)) {
                terminal.untilShown("End of /MOTD|strategy");
                terminal.press("/join #lab", "Enter");
                weechat.untilLogged("irma .*has joined #lab");

                terminal.press("hello from irssi", "Enter");
                weechat.untilLogged("irma\\s+hello from irssi");
                weechat.say("hello from weechat");

                terminal.untilShown("<[ @]?wendy> hello from weechat");
            }
            net.stop();
        }
    }

    /// Who stands still for a moment only is lost to nobody.
    @Test
    void survivorsOfAPauseAndACrashLoseNothingOfOneAnother() throws Exception {
        var audit = swarm("fifo", "--pause", "b@0.2s+0.5s", "--kill", "c@1s");

        assertThat(audit.path("delivered").asLong()).isPositive();
        assertThat(audit.path("lost").asLong()).isZero();
        assertThat(audit.path("reordered").asLong()).isZero();
    }

    @Test
    void theMinorityOfRaftIsRefusedAndLosesNothing() throws Exception {
        var audit = swarm("raft", "--split", "c@1s+6s");

        assertThat(audit.path("refused").asLong()).isPositive();
        assertThat(audit.path("lost").asLong()).isZero();
        assertThat(audit.path("totalOrder").asBoolean()).isTrue();
        assertThat(audit.path("phases")).hasSize(3);
    }

    @Test
    void theSecondServerOfANameIsToldSo() throws Exception {
        var ports = freePorts();
        try (var first = ServerProcess.start(Lab.class.getName(), server(ports, 0))) {
            first.awaitReady();

            assertThat(untilItFails(server(ports, 1)))
                    .contains("a.lab was not let in", "Give each server its own --name.");
        }
    }

    /// If the first server is too busy to answer, the second begins a net of its own. Then it is
    /// started again.
    private static String untilItFails(List<String> arguments) throws Exception {
        while (true) {
            try (var second = ServerProcess.start(Lab.class.getName(), arguments)) {
                second.awaitReady();
            } catch (ServerFailedException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private static List<String> server(List<String> ports, int index) {
        return List.of(
                "--name",
                "a.lab",
                "--relay",
                "fifo",
                "--net",
                ports.get(index),
                "--peers",
                String.join(",", ports));
    }

    private static List<String> freePorts() throws IOException {
        return FreePorts.find(2).stream().map(String::valueOf).toList();
    }

    /// Runs a swarm that finds no promise broken, and returns its audit.
    private static JsonNode swarm(String relay, String... more) throws Exception {
        var lab = Lab.commandLine();
        var out = new StringWriter();
        lab.setOut(new PrintWriter(out));
        var words =
                new ArrayList<>(
                        List.of(
                                "swarm --servers a,b,c --clients 9 --senders 4 --timeout 150s --json"
                                        .split(" ", -1)));
        words.addAll(List.of("--relay", relay));
        words.addAll(List.of(more));

        int exitCode = lab.execute(words.toArray(String[]::new));

        assertThat(exitCode).as(out.toString()).isZero();
        return new JsonMapper().readTree(out.toString()).path("audit");
    }
}
