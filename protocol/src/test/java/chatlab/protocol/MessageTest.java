package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class MessageTest {
    @Test
    void aLineIsTakenApartIntoTagsSourceCommandAndParameters() {
        Parsed parsed =
                Message.parse("@time=12:00;new :ann!a@host privmsg  #lab   :hello,  world ");

        assertThat(parsed)
                .isEqualTo(
                        new Message(
                                Map.of("time", "12:00", "new", ""),
                                "ann!a@host",
                                "PRIVMSG",
                                List.of("#lab", "hello,  world ")));
    }

    @Test
    void aColonStandsOnlyWhereTheLastParameterNeedsOne() {
        assertThat(Message.of("JOIN", "#lab").format()).isEqualTo("JOIN #lab");
        assertThat(Message.of("TOPIC", "#lab", "").format()).isEqualTo("TOPIC #lab :");
        assertThat(Message.of("PRIVMSG", "#lab", ":-)").format()).isEqualTo("PRIVMSG #lab ::-)");
        assertThat(Message.of("PRIVMSG", "#lab", "a b").format()).isEqualTo("PRIVMSG #lab :a b");
    }

    @Test
    void aReplyBeginsWithItsTarget() {
        Message reply = Message.reply("lab", Numeric.RPL_WELCOME, "ann", "Welcome, ann");

        assertThat(reply.format()).isEqualTo(":lab 001 ann :Welcome, ann");
    }

    @Test
    void encodingCutsBetweenCharacters() {
        Message message = Message.of("PRIVMSG", "#lab", "é".repeat(400));

        String line = new String(message.encode(), UTF_8);

        assertThat(line.getBytes(UTF_8)).hasSizeBetween(511, 512);
        assertThat(line).endsWith("éé\r\n");
    }

    @Test
    void onlyTheLastParameterMayHoldASpace() {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of("PRIVMSG", "a b", "c"));
    }
}
