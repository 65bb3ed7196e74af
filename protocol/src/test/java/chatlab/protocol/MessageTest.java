package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class MessageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TOPIC,#lab             | TOPIC #lab
                    TOPIC,#lab,            | TOPIC #lab :
                    PRIVMSG,#lab,hello     | PRIVMSG #lab :hello
                    NICK,ann               | NICK ann
                    MODE,#lab,+l,9         | MODE #lab +l 9
                    332,ann,#lab,tea       | 332 ann #lab :tea
                    341,ann,bob,#lab       | 341 ann bob #lab
                    PRIVMSG,#lab,two words | PRIVMSG #lab :two words
                    PRIVMSG,#lab,:-)       | PRIVMSG #lab ::-)
                    PONG,lab,12:30         | PONG lab 12:30
                    """)
    void aLastParameterThatIsTextOrNeedsAColonGetsOne(String parts, String line) {
        String[] words = parts.split(",", -1);

        Message message =
                Message.of(
                        words[0], List.of(words).subList(1, words.length).toArray(String[]::new));

        assertThat(message.format()).isEqualTo(line);
    }

    @Test
    void aRelayedMessageNamesItsSource() {
        Message message = Message.from("ann!ann@host", "JOIN", "#lab");

        assertThat(message.format()).isEqualTo(":ann!ann@host JOIN #lab");
    }

    @Test
    void aReplyBeginsWithItsTarget() {
        Message reply = Message.reply("lab", Numeric.RPL_WELCOME, "ann", "Welcome, ann");

        assertThat(reply.format()).isEqualTo(":lab 001 ann :Welcome, ann");
    }

    @Test
    void tagsAreWrittenInTheirOrderAndEscaped() {
        var tags = new LinkedHashMap<String, String>();
        tags.put("time", "12:00");
        tags.put("empty", "");
        tags.put("+example.org/all", "; \\\r\n");

        Message message = new Message(tags, null, "PING", List.of("x"));

        assertThat(message.format())
                .isEqualTo("@time=12:00;empty;+example.org/all=\\:\\s\\\\\\r\\n PING x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "1234", "12A", "PRIV MSG", "PRIVMSG:", "ÄNDERN", "ſ"})
    void aCommandIsLettersOfAsciiOrThreeDigits(String command) {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of(command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", ":colon", "a\rb", "a\nb", "a\0b"})
    void onlyTheLastParameterMayBeEmptyOrHoldASpaceOrBeginWithAColon(String parameter) {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of("X", parameter, "last"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\0b"})
    void noParameterCanHoldAnotherLine(String parameter) {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of("X", parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\rb", "a\nb", "a\0b"})
    void aSourceIsOneWord(String source) {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.from(source, "X"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a;b", "a\nb", "a\0b"})
    void theNameOfATagIsOneWordWithoutEqualsOrSemicolon(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message(Map.of(name, ""), null, "X", List.of()));
    }

    @Test
    void theValueOfATagMayHoldAnythingButNul() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message(Map.of("a", "\0"), null, "X", List.of()));
    }

    @Test
    void aMessageKeepsCopiesOfWhatItWasGiven() {
        var tags = new HashMap<>(Map.of("a", "b"));
        var parameters = new ArrayList<>(List.of("#lab"));
        Message message = new Message(tags, null, "JOIN", parameters);

        tags.put("c", "d");
        parameters.add("key");

        assertThat(message.format()).isEqualTo("@a=b JOIN #lab");
    }

    @Test
    void anAbsentParameterIsAnErrorOrEmptyAsTheCallerChooses() {
        Message message = Message.of("PART", "#lab");

        assertThat(message.parameter(0)).isEqualTo("#lab");
        assertThat(message.optional(0)).contains("#lab");
        assertThat(message.optional(1)).isEmpty();
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> message.parameter(1));
    }

    @Test
    void encodingAddsCarriageReturnAndLineFeed() {
        assertThat(Message.of("PING", "ü").encode()).isEqualTo("PING ü\r\n".getBytes(UTF_8));
    }

    @Test
    void aLineOfExactly512BytesIsNotCut() {
        String text = "x".repeat(512 - "PRIVMSG #lab :\r\n".length());

        byte[] line = Message.of("PRIVMSG", "#lab", text).encode();

        assertThat(line).hasSize(512).asString(UTF_8).isEqualTo("PRIVMSG #lab :" + text + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"é, 512", "€, 511", "😀, 512"})
    void aLineThatIsTooLongIsCutBetweenTwoCharacters(String character, int bytes) {
        byte[] line = Message.of("PRIVMSG", "#lab", character.repeat(600)).encode();

        assertThat(line).hasSize(bytes).asString(UTF_8).endsWith(character + "\r\n");
    }

    @Test
    void tagsDoNotCountTowardsTheLimit() {
        Message message =
                new Message(
                        Map.of("t", "€".repeat(900)),
                        null,
                        "PRIVMSG",
                        List.of("#lab", "x".repeat(600)));

        byte[] line = message.encode();

        assertThat(line).hasSize("@t= ".length() + 3 * 900 + 512);
    }
}
