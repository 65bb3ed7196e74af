package chatlab.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.protocol.Message;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class WireTest {
    private final Payload payload = new Payload(7, 50);
    private final Wire wire = new Wire(payload);
    private final List<String> seen = new ArrayList<>();
    private final Wire.Handler handler =
            new Wire.Handler() {
                @Override
                public void payload(int sender, int sequence, long sentAt) {
                    seen.add(sender + "#" + sequence + "@" + sentAt);
                }

                @Override
                public void damaged() {
                    seen.add("damaged");
                }

                @Override
                public void message(Message message) {
                    seen.add(message.command());
                }
            };

    @Test
    void messagesOfTheRunAreReadInEveryFormThatServersGiveThem() {
        read(":s!u@h PRIVMSG #lab :" + text(1, 2, 3) + "\r\n");
        read(":s!u@h PRIVMSG #lab " + text(1, 3, 4) + "\n");
        read("@time=now :s!u@h PRIVMSG #lab :" + text(1, 4, 5) + "\r\n");

        assertThat(seen).containsExactly("1#2@3", "1#3@4", "1#4@5");
    }

    @Test
    void otherLinesComeAsMessages() {
        read(":irc.example 001 me :Welcome\r\n\r\nPING :x\r\n:s!u@h PRIVMSG #lab :hello\r\n");

        assertThat(seen).containsExactly("001", "PING", "PRIVMSG");
    }

    @Test
    void aDamagedTextIsTold() {
        read(":s!u@h PRIVMSG #lab :" + text(1, 2, 3) + "!\r\n");

        assertThat(seen).containsExactly("damaged");
    }

    /// The lines are the same however the bytes are cut.
    @Test
    void linesMayArriveInPieces() {
        var bytes =
                ":s!u@h PRIVMSG #lab :%s\r\nPING x\r\n:s PRIVMSG #lab %s\r\n"
                        .formatted(text(1, 2, 3), text(2, 0, 9))
                        .getBytes(UTF_8);

        for (int cut = 0; cut < bytes.length; cut++) {
            seen.clear();
            int used = wire.read(bytes, cut, handler);
            var rest = Arrays.copyOfRange(bytes, used, bytes.length);
            int usedThen = wire.read(rest, rest.length, handler);

            assertThat(seen).containsExactly("1#2@3", "PING", "2#0@9");
            assertThat(usedThen).isEqualTo(rest.length);
        }
    }

    private String text(int sender, int sequence, long time) {
        byte[] bytes = new byte[payload.size()];
        payload.write(bytes, 0, sender, sequence, time);
        return new String(bytes, UTF_8);
    }

    private void read(String lines) {
        byte[] bytes = lines.getBytes(UTF_8);
        assertThat(wire.read(bytes, bytes.length, handler)).isEqualTo(bytes.length);
    }
}
