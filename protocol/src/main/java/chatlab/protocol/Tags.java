package chatlab.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/// The written form of message tags: `name=value;name=value`, with five characters escaped in
/// values.
final class Tags {
    private Tags() {}

    /// Reads the text between the `@` and the space. If two tags have one name, the last counts. A
    /// tag without a name is dropped.
    static Map<String, String> parse(String written) {
        var tags = new LinkedHashMap<String, String>();
        for (int start = 0; start < written.length(); ) {
            int semicolon = written.indexOf(';', start);
            int end = semicolon < 0 ? written.length() : semicolon;
            int equals = written.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (nameEnd > start) {
                String value = nameEnd == end ? "" : written.substring(nameEnd + 1, end);
                tags.put(written.substring(start, nameEnd), unescape(value));
            }
            start = end + 1;
        }
        return tags;
    }

    static void append(Map<String, String> tags, StringBuilder line) {
        String separator = "";
        for (var tag : tags.entrySet()) {
            line.append(separator).append(tag.getKey());
            if (!tag.getValue().isEmpty()) {
                appendEscaped(tag.getValue(), line.append('='));
            }
            separator = ";";
        }
    }

    private static void appendEscaped(String value, StringBuilder line) {
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case ';' -> line.append("\\:");
                case ' ' -> line.append("\\s");
                case '\\' -> line.append("\\\\");
                case '\r' -> line.append("\\r");
                case '\n' -> line.append("\\n");
                default -> line.append(value.charAt(i));
            }
        }
    }

    /// A backslash before any other character means that character. A backslash at the end means
    /// nothing.
    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        var plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (++i < value.length()) {
                plain.append(unescaped(value.charAt(i)));
            }
        }
        return plain.toString();
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case ':' -> ';';
            case 's' -> ' ';
            case 'r' -> '\r';
            case 'n' -> '\n';
            default -> letter;
        };
    }
}
