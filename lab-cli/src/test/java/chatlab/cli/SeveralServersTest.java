package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.net.ServerNet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Several real servers: what clients see, and what `lab swarm --servers` finds.
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

    @Test
    void survivorsOfACrashLoseNothingOfOneAnother() throws Exception {
        var audit = swarm("fifo", "--kill", "c@1s");

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
