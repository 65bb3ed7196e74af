package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.TestServer;
import chatlab.client.chat.ChatClient.End;

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

            assertThat(end).isEqualTo(new End.Left());
            assertThat(server.log.stream().map(TestServer.Received::line))
                    .filteredOn(line -> line.startsWith("PRIVMSG"))
                    .containsExactlyElementsOf(
                            input.toString().lines().map(line -> "PRIVMSG #lab :" + line).toList());
            assertThat(out.toString()).contains("<bot> line-0\n").contains("<bot> line-499\n");
        }
    }

    private static End chat(TestServer server, String input, StringWriter out) throws Exception {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var setup = new ChatSetup(server.port(), new PipeConsole(in, new PrintWriter(out), false));
        setup.nick = "bot";
        return setup.run();
    }
}
