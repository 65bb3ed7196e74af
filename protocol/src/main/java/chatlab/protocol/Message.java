package chatlab.protocol;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One IRC message, such as `:ann!ann@host PRIVMSG #lab :hello, world`.
///
/// A message is immutable, and it can always be written. Its constructor refuses everything that a
/// line of IRC cannot hold, except too great a length, which [#encode] cuts. So
/// `Message.parse(m.format())` equals `m`, for every message `m`.
///
/// @param tags the message tags in their order, with plain (unescaped) values; a tag without a
///   value has `""`
/// @param source the sender (see [Source]); null in messages from a client
/// @param command a word in upper case, or the three digits of a [Numeric]
/// @param parameters only the last may be empty, hold a space or begin with a colon
public record Message(
        Map<String, String> tags, @Nullable String source, String command, List<String> parameters)
        implements Parsed {

    /// The most bytes of one line, with its CR LF and without its tags.
    public static final int MAX_BYTES = 512;

    /// The most bytes of a line's tags, from the `@` to the space after them.
    public static final int MAX_TAG_BYTES = 8191;

    /// A message of all these parts; the other ways to make one end here.
    ///
    /// @throws IllegalArgumentException if this could not be written as one line and read back the
    ///   same
    public Message {
        tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        parameters = List.copyOf(parameters);
        tags.forEach(Message::requireTag);
        if (source != null && (source.isEmpty() || !isOneWord(source))) {
            throw new IllegalArgumentException("source must be one word: '" + source + "'");
        }
        if (!isCommand(command)) {
            throw new IllegalArgumentException(
                    "command must be letters or three digits: '" + command + "'");
        }
        command = command.toUpperCase(Locale.ROOT);
        int last = parameters.size() - 1;
        for (int i = 0; i < last; i++) {
            String parameter = parameters.get(i);
            if (needsColon(parameter) || !isOneWord(parameter)) {
                throw new IllegalArgumentException(
                        "only the last parameter may be empty, hold a space or begin with ':': '"
                                + parameter
                                + "'");
            }
        }
        if (last >= 0 && !isOneLine(parameters.get(last))) {
            throw new IllegalArgumentException("a parameter must not hold NUL, CR or LF");
        }
    }

    /// A message without a source, as a client sends it.
    public static Message of(String command, String... parameters) {
        return from(null, command, parameters);
    }

    /// A message from `source`, as a server relays it.
    public static Message from(@Nullable String source, String command, String... parameters) {
        return new Message(Map.of(), source, command, List.of(parameters));
    }

    /// A server's numeric reply to `target`: a nick, or `*` for a client that has none yet.
    public static Message reply(
            String server, Numeric numeric, String target, String... parameters) {
        var all = new ArrayList<String>(parameters.length + 1);
        all.add(target);
        Collections.addAll(all, parameters);
        return new Message(Map.of(), server, numeric.code(), all);
    }

    /// Reads one line without its line end. Accepts what other servers accept: extra spaces, more
    /// than 15 parameters, a command in lower case. Never throws.
    ///
    /// @return a message, or what else the line is
    public static Parsed parse(String line) {
        return new LineParser(line).parse();
    }

    /// The parameter at `index`, counted from 0.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer parameters
    public String parameter(int index) {
        return parameters.get(index);
    }

    /// The parameter at `index`, if there is one.
    public Optional<String> optional(int index) {
        return index < parameters.size() ? Optional.of(parameters.get(index)) : Optional.empty();
    }

    /// This message as a line, of any length and without a line end. The last parameter has a colon
    /// before it if it needs one, or is [text][Texts].
    public String format() {
        return appendTo(new StringBuilder(128)).toString();
    }

    /// This message in UTF-8 with CR LF, ready to be sent. A line of more than 512 bytes is cut
    /// between two characters. Tags are neither counted nor cut.
    public byte[] encode() {
        byte[] bytes =
                appendTo(new StringBuilder(128))
                        .append("\r\n")
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        int end = tagBytes(bytes) + MAX_BYTES;
        return bytes.length <= end ? bytes : cut(bytes, end - 2);
    }

    private int tagBytes(byte[] bytes) {
        if (tags.isEmpty()) {
            return 0;
        }
        int space = 0;
        while (bytes[space] != ' ') {
            space++;
        }
        return space + 1;
    }

    private static byte[] cut(byte[] bytes, int atMost) {
        int end = atMost;
        while ((bytes[end] & 0xC0) == 0x80) { // 10xxxxxx continues a character of UTF-8
            end--;
        }
        byte[] line = Arrays.copyOf(bytes, end + 2);
        line[end] = '\r';
        line[end + 1] = '\n';
        return line;
    }

    private StringBuilder appendTo(StringBuilder line) {
        if (!tags.isEmpty()) {
            Tags.append(tags, line.append('@'));
            line.append(' ');
        }
        if (source != null) {
            line.append(':').append(source).append(' ');
        }
        line.append(command);
        int last = parameters.size() - 1;
        for (int i = 0; i <= last; i++) {
            String parameter = parameters.get(i);
            line.append(' ');
            if (i == last && (needsColon(parameter) || Texts.isText(command, i))) {
                line.append(':');
            }
            line.append(parameter);
        }
        return line;
    }

    static boolean isCommand(String word) {
        int letters = 0;
        int digits = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            letters += Ascii.isLetter(c) ? 1 : 0;
            digits += Ascii.isDigit(c) ? 1 : 0;
        }
        boolean isWord = letters > 0 && letters == word.length();
        boolean isNumber = digits == 3 && digits == word.length();
        return isWord || isNumber;
    }

    static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\0') < 0;
    }

    private static boolean isOneWord(String text) {
        return text.indexOf(' ') < 0 && isOneLine(text);
    }

    private static boolean needsColon(String parameter) {
        return parameter.isEmpty() || parameter.charAt(0) == ':' || parameter.indexOf(' ') >= 0;
    }

    private static void requireTag(String key, String value) {
        if (key.isEmpty() || !isOneWord(key) || key.indexOf('=') >= 0 || key.indexOf(';') >= 0) {
            throw new IllegalArgumentException("not the name of a tag: '" + key + "'");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the value of tag '" + key + "' holds NUL");
        }
    }
}
