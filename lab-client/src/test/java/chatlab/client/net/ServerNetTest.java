package chatlab.client.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@Timeout(60)
class ServerNetTest {
    @TempDir private Path folder;

    @Test
    void aServerThatIsStillSplitStaysSoWhenAnotherIsJoinedAgain() throws Exception {
        try (var net =
                ServerNet.start(
                        FakeServer.class.getName(),
                        ServerNet.names(3),
                        0,
                        "fifo",
                        List.of("--told", folder.toString()))) {
            net.split(0);
            net.split(1);
            net.heal(0);
            net.stop();
        }

        assertThat(toldSinceTheLastHeal("a.lab")).containsExactly("split b.lab");
        assertThat(toldSinceTheLastHeal("b.lab")).containsExactly("split a.lab", "split c.lab");
        assertThat(toldSinceTheLastHeal("c.lab")).containsExactly("split b.lab");
    }

    private List<String> toldSinceTheLastHeal(String server) throws IOException {
        var lines = Files.readAllLines(folder.resolve(server));
        return lines.subList(lines.lastIndexOf("heal") + 1, lines.size());
    }
}
