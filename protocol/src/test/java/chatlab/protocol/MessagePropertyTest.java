package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

class MessagePropertyTest {

    @Property
    void aMessageIsTheSameAfterWritingAndReading(@ForAll("messages") Message message) {
        Parsed parsed = Message.parse(message.format());

        assertThat(parsed).isEqualTo(message);
    }

    @Property
    void aLineThatFitsIsUnchangedAfterEncodingAndDecoding(@ForAll("messages") Message message) {
        byte[] bytes = message.encode();
        boolean whole = new String(bytes, UTF_8).equals(message.format() + "\r\n");
        var decoder = new LineDecoder();

        decoder.feed(ByteBuffer.wrap(bytes));

        assertThat(decoder.next())
                .isInstanceOfSatisfying(
                        LineDecoder.Line.Text.class,
                        line ->
                                assertThat(Message.parse(line.text()).equals(message))
                                        .isEqualTo(whole));
        assertThat(decoder.next()).isNull();
    }

    @Property
    void anEncodedLineHoldsAsMuchOfTheMessageAsFits(@ForAll("messages") Message message)
            throws CharacterCodingException {
        byte[] whole = message.format().getBytes(UTF_8);
        int tags =
                message.tags().isEmpty()
                        ? 0
                        : message.format().split(" ", 2)[0].getBytes(UTF_8).length + 1;
        int limit = tags + 510;

        byte[] bytes = message.encode();

        int content = bytes.length - 2;
        assertThat(Arrays.copyOfRange(bytes, content, bytes.length))
                .isEqualTo(new byte[] {'\r', '\n'});
        assertThat(Arrays.copyOf(bytes, content)).isEqualTo(Arrays.copyOf(whole, content));
        assertThat(content)
                .isBetween(Math.min(whole.length, limit - 3), Math.min(whole.length, limit));
        UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)); // throws if a character is split
    }

    @Property
    void anyLineCanBeParsedAndEveryMessageCanBeWritten(@ForAll("lines") String line) {
        Parsed parsed = Message.parse(line);

        if (parsed instanceof Message message) {
            assertThat(Message.parse(message.format())).isEqualTo(message);
        }
    }

    @Provide
    Arbitrary<Message> messages() {
        return Messages.any();
    }

    @Provide
    Arbitrary<String> lines() {
        return Messages.lines();
    }
}
