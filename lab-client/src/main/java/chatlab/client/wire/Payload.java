package chatlab.client.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The text of the swarm's messages: `lab:RRRRRR:SSSS:QQQQQQQQ:TTTTTTTTTTTTTTTT:` and dots up to
/// the wanted size, where R is the run, S the sender's number, Q its sequence number and T the time
/// of sending in nanoseconds, all in hexadecimal.
///
/// Every field has a fixed place, so a text can be recognized and read inside a network buffer,
/// without creating an object. The text has no space, so it looks the same with and without the
/// colon that some servers put before the last parameter.
public final class Payload {
    // Where the fields begin.
    private static final int SENDER = 11;
    private static final int SEQUENCE = 16;
    private static final int TIME = 25;

    /// The smallest size of a text, in bytes.
    public static final int MIN_SIZE = 42;

    private static final int[] HEX_VALUES = new int[128];

    static {
        Arrays.fill(HEX_VALUES, -1);
        for (int value = 0; value < 16; value++) {
            HEX_VALUES[HexFormat.of().toHexDigits(value, 1).charAt(0)] = value;
        }
    }

    /// How a received text relates to this run.
    public enum Kind {
        /// Not of this run: somebody else talks on the channel.
        FOREIGN,
        /// Of this run, but changed on its way.
        DAMAGED,
        INTACT
    }

    /// A text whose sender, sequence number and time are still zero.
    private final byte[] model;

    public Payload(int run, int size) {
        var text = "lab:%06x:%04x:%08x:%016x:".formatted(run & 0xFFFFFF, 0, 0, 0);
        model = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), size);
        Arrays.fill(model, MIN_SIZE, size, (byte) '.');
    }

    public int size() {
        return model.length;
    }

    /// Writes a text into `bytes`, from index `at` on.
    public void write(byte[] bytes, int at, int sender, int sequence, long time) {
        System.arraycopy(model, 0, bytes, at, model.length);
        writeHex(bytes, at + SENDER, 4, sender);
        writeHex(bytes, at + SEQUENCE, 8, sequence);
        writeHex(bytes, at + TIME, 16, time);
    }

    /// How the text between two indexes relates to this run.
    public Kind inspect(byte[] bytes, int from, int to) {
        if (to - from < SENDER || !same(bytes, from, 0, SENDER)) {
            return Kind.FOREIGN;
        }
        boolean intact =
                to - from == model.length
                        && isHex(bytes, from + SENDER, 4)
                        && same(bytes, from, SEQUENCE - 1, SEQUENCE)
                        && isHex(bytes, from + SEQUENCE, 8)
                        && same(bytes, from, TIME - 1, TIME)
                        && isHex(bytes, from + TIME, 16)
                        && same(bytes, from, MIN_SIZE - 1, model.length);
        return intact ? Kind.INTACT : Kind.DAMAGED;
    }

    /// The sender's number in the intact text at `from`.
    public static int sender(byte[] bytes, int from) {
        return (int) readHex(bytes, from + SENDER, 4);
    }

    /// The sequence number in the intact text at `from`.
    public static int sequence(byte[] bytes, int from) {
        return (int) readHex(bytes, from + SEQUENCE, 8);
    }

    /// The sequence number in the beginning of a text.
    public static Optional<Integer> sequenceIn(String beginning) {
        byte[] bytes = beginning.getBytes(StandardCharsets.UTF_8);
        return bytes.length >= TIME && isHex(bytes, SEQUENCE, 8)
                ? Optional.of(sequence(bytes, 0))
                : Optional.empty();
    }

    /// The time of sending in the intact text at `from`, as a value of [System#nanoTime()].
    public static long time(byte[] bytes, int from) {
        return readHex(bytes, from + TIME, 16);
    }

    private boolean same(byte[] bytes, int from, int begin, int end) {
        return Arrays.equals(bytes, from + begin, from + end, model, begin, end);
    }

    private static boolean isHex(byte[] bytes, int from, int digits) {
        int combined = 0;
        for (int index = from; index < from + digits; index++) {
            byte digit = bytes[index];
            combined |= digit < 0 ? -1 : HEX_VALUES[digit];
        }
        return combined >= 0;
    }

    private static long readHex(byte[] bytes, int from, int digits) {
        long value = 0;
        for (int index = from; index < from + digits; index++) {
            value = value << 4 | HEX_VALUES[bytes[index]];
        }
        return value;
    }

    private static void writeHex(byte[] bytes, int at, int digits, long value) {
        long rest = value;
        for (int index = at + digits - 1; index >= at; index--) {
            bytes[index] = (byte) Character.forDigit((int) (rest & 0xF), 16);
            rest >>>= 4;
        }
    }
}
