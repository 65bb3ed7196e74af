package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.protocol.LineDecoder.Line;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class LineDecoderTest {
    private final LineDecoder decoder = new LineDecoder();

    @Test
    void lineFeedAloneAndWithCarriageReturnEndALine() {
        List<Line> lines = decode("PING a\r\nPING b\n\nPING");

        assertThat(lines)
                .containsExactly(
                        new Line.Text("PING a"), new Line.Text("PING b"), new Line.Text(""));
    }

    @Test
    void aLineOverTheLimitComesOutOnceAndTheNextIsWhole() {
        List<Line> lines = decode("x".repeat(510) + "\r\n" + "y".repeat(511) + "\r\nPING\r\n");

        assertThat(lines)
                .containsExactly(
                        new Line.Text("x".repeat(510)),
                        new Line.TooLong(513),
                        new Line.Text("PING"));
    }

    private List<Line> decode(String text) {
        decoder.feed(ByteBuffer.wrap(text.getBytes(UTF_8)));
        var lines = new ArrayList<Line>();
        for (@Nullable Line line = decoder.next(); line != null; line = decoder.next()) {
            lines.add(line);
        }
        return lines;
    }
}
