package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.protocol.LineDecoder.Line;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class LineDecoderPropertyTest {

    @Property
    void theLinesDoNotDependOnHowTheBytesAreChunked(
            @ForAll("streams") byte[] stream, @ForAll Random chunks) {
        List<Line> whole = decode(stream, Integer.MAX_VALUE, chunks);

        assertThat(decode(stream, 1, chunks)).isEqualTo(whole);
        assertThat(decode(stream, 7, chunks)).isEqualTo(whole);
        assertThat(decode(stream, 1000, chunks)).isEqualTo(whole);
    }

    @Property
    void everyLineFeedMakesOneLineAndItsTextIsTheBytesBeforeIt(@ForAll("streams") byte[] stream) {
        List<Line> expected = referenceLines(stream);

        List<Line> lines = decode(stream, Integer.MAX_VALUE, new Random(0));

        assertThat(lines).isEqualTo(expected);
    }

    @Property
    void everyLineOfAnyBytesCanBeParsed(@ForAll byte[] stream) {
        for (Line line : decode(stream, Integer.MAX_VALUE, new Random(0))) {
            if (line instanceof Line.Text(String text, _)) {
                assertThat(Message.parse(text)).isNotNull();
            }
        }
    }

    /// Streams with many line ends, many tags, and lengths near the two limits.
    @Provide
    Arbitrary<byte[]> streams() {
        Arbitrary<byte[]> pieces =
                Arbitraries.oneOf(
                        Arbitraries.of("\n", "\r\n", "\r", "@", " ", "@ ", "€")
                                .map(s -> s.getBytes(UTF_8)),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(20),
                        Arbitraries.integers()
                                .between(505, 515)
                                .map(n -> "x".repeat(n).getBytes(UTF_8)),
                        Arbitraries.integers()
                                .between(8185, 8195)
                                .map(n -> "t".repeat(n).getBytes(UTF_8)));
        return pieces.list().ofMaxSize(30).map(LineDecoderPropertyTest::joined);
    }

    private static byte[] joined(List<byte[]> pieces) {
        var all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static List<Line> decode(byte[] stream, int largestChunk, Random random) {
        var decoder = new LineDecoder();
        var lines = new ArrayList<Line>();
        int size;
        for (int from = 0; from < stream.length; from += size) {
            size = Math.min(stream.length - from, 1 + random.nextInt(largestChunk));
            decoder.feed(ByteBuffer.wrap(stream, from, size));
            for (var line = decoder.next(); line != null; line = decoder.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /// The rule of the limits once more, in the simplest form: it has the whole stream.
    private static List<Line> referenceLines(byte[] stream) {
        var lines = new ArrayList<Line>();
        var line = new ByteArrayOutputStream();
        for (byte b : stream) {
            line.write(b);
            if (b == '\n') {
                lines.add(referenceLine(line.toByteArray()));
                line.reset();
            }
        }
        return lines;
    }

    private static Line referenceLine(byte[] line) {
        String latin = new String(line, ISO_8859_1); // a char per byte
        int tags =
                !latin.startsWith("@")
                        ? 0
                        : latin.contains(" ") ? latin.indexOf(' ') + 1 : line.length;
        if (tags > 8191 || line.length - tags > 512) {
            return new Line.TooLong(line.length);
        }
        int end = latin.replaceFirst("\r*\n$", "").length();
        var text = new String(line, 0, end, UTF_8);
        return new Line.Text(text, Arrays.equals(text.getBytes(UTF_8), Arrays.copyOf(line, end)));
    }
}
