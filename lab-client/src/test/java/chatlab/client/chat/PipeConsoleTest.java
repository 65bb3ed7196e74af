package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.TestServer;
import chatlab.client.chat.ChatClient.End;
import chatlab.client.wire.Address;
import chatlab.terminal.Paint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

@Timeout(60)
class PipeConsoleTest {

    @Test
    void everyLineOfAPipeIsSaidInOrderBeforeTheClientLeaves() throws Exception {
        var input = new StringBuilder();
        for (int line = 0; line < 500; line++) {
            input.append("line-").append(line).append('\n');
        }
        var out = new StringWriter();

        try (var server = new TestServer()) {
            var end = chat(server, input.toString(), out);

            assertThat(end).isEqualTo(End.LEFT);
            assertThat(server.log.stream().map(TestServer.Received::line))
                    .filteredOn(line -> line.startsWith("PRIVMSG"))
                    .containsExactlyElementsOf(
                            input.toString().lines().map(line -> "PRIVMSG #lab :" + line).toList());
            assertThat(out.toString()).contains("<bot> line-0\n").contains("<bot> line-499\n");
        }
    }

    private static End chat(TestServer server, String input, StringWriter out) throws Exception {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var console = new PipeConsole(in, new PrintWriter(out));
        var address = new Address("127.0.0.1", server.port());
        var presence = new Presence("bot");
        var phrases = new Phrases(presence, Paint.NONE);
        return new ChatClient(address, "#lab", false, presence, phrases, console)
                .run(ServerLink.open(address));
    }
}
