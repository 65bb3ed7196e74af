package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.protocol.LineDecoder.Line;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class LineDecoderTest {
    private final LineDecoder decoder = new LineDecoder();

    @Test
    void lineFeedEndsALineWithOrWithoutCarriageReturn() {
        List<Line> lines = decode("PING a\r\nPING b\n\r\n\nPING");

        assertThat(lines).containsExactly(text("PING a"), text("PING b"), text(""), text(""));
    }

    @Test
    void aCarriageReturnAloneEndsNoLine() {
        List<Line> lines = decode("a\rb\r\r\n");

        assertThat(lines).containsExactly(text("a\rb"));
    }

    @Test
    void atTheEndOfTheInputTheRestIsALine() {
        assertThat(decode("PING a\r\nPING b")).containsExactly(text("PING a"));

        decoder.end();
        decoder.end();

        assertThat(decode("")).containsExactly(text("PING b"));
    }

    @Test
    void anIncompleteLineWaitsForTheRest() {
        assertThat(decode("PI")).isEmpty();
        assertThat(decode("NG a\r")).isEmpty();
        assertThat(decode("\n")).containsExactly(text("PING a"));
    }

    @Test
    void aCharacterMayArriveInTwoHalves() {
        byte[] euro = "€\n".getBytes(UTF_8);

        List<Line> first = decode(Arrays.copyOf(euro, 1));
        List<Line> second = decode(Arrays.copyOfRange(euro, 1, euro.length));

        assertThat(first).isEmpty();
        assertThat(second).containsExactly(text("€"));
    }

    @Test
    void bytesThatAreNotUtf8BecomeReplacementCharacters() {
        List<Line> lines = decode(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xC3, '\n'});

        assertThat(lines).containsExactly(new Line.Text("a\uFFFDb\uFFFD", false));
    }

    @Test
    void aReplacementCharacterThatWasSentIsUtf8() {
        assertThat(decode("a\uFFFD\n")).containsExactly(text("a\uFFFD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void aLineMayHave512BytesWithItsLineEnd(String lineEnd) {
        String longest = "x".repeat(512 - lineEnd.length());

        List<Line> lines = decode(longest + lineEnd + longest + "x" + lineEnd);

        assertThat(lines).containsExactly(text(longest), new Line.TooLong(513));
    }

    @Test
    void tagsMayAdd8191Bytes() {
        String tags = "@" + "t".repeat(8189) + " ";
        String rest = "x".repeat(510);

        assertThat(decode(tags + rest + "\r\n")).containsExactly(text(tags + rest));
        assertThat(decode(tags + rest + "x\r\n")).containsExactly(new Line.TooLong(8191 + 513));
        assertThat(decode("@t" + tags.substring(1) + "x\n"))
                .containsExactly(new Line.TooLong(8194));
    }

    @Test
    void bytesThatTagsDoNotUseAreNotForTheRestOfTheLine() {
        assertThat(decode("@t " + "x".repeat(511) + "\r\n"))
                .containsExactly(new Line.TooLong(3 + 513));
    }

    @Test
    void aLineThatIsTooLongIsReportedOnceAndTheNextIsWhole() {
        List<Line> lines = decode("x".repeat(100_000) + "\r\nPING a\r\n");

        assertThat(lines).containsExactly(new Line.TooLong(100_002), text("PING a"));
    }

    @Test
    void allBytesOfAnyKindOfBufferAreConsumed() {
        ByteBuffer direct =
                ByteBuffer.allocateDirect(32).put("??PING a\nPI".getBytes(UTF_8)).flip();
        ByteBuffer bytes = direct.position(2).slice().asReadOnlyBuffer();

        decoder.feed(bytes);

        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(decoder.next()).isEqualTo(text("PING a"));
        assertThat(decoder.next()).isNull();
    }

    @Test
    void anEndlessLineTakesNoMoreMemoryThanAValidOne() {
        ByteBuffer megabyte = ByteBuffer.wrap("x".repeat(1 << 20).getBytes(UTF_8));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        decode("warmed up\n");
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < 16; i++) {
            decoder.feed(megabyte.rewind());
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isBetween(0L, 64L << 10);
        assertThat(decode("\nPING\n"))
                .containsExactly(new Line.TooLong((16 << 20) + 1), text("PING"));
    }

    private static Line text(String text) {
        return new Line.Text(text);
    }

    private List<Line> decode(String text) {
        return decode(text.getBytes(UTF_8));
    }

    private List<Line> decode(byte[] bytes) {
        decoder.feed(ByteBuffer.wrap(bytes));
        var lines = new ArrayList<Line>();
        for (var line = decoder.next(); line != null; line = decoder.next()) {
            lines.add(line);
        }
        return lines;
    }
}
