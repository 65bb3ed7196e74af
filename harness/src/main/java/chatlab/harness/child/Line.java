package chatlab.harness.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lines in which a child JVM and the lab talk: fields in Base64, so that they may hold
/// anything, with spaces between them.
final class Line {
    /// Longer lines cannot be answers, and are not kept in memory.
    private static final int LONGEST = 1 << 24;

    private Line() {}

    static String of(List<String> fields) {
        var encoder = Base64.getEncoder();
        return fields.stream()
                .map(field -> field.getBytes(StandardCharsets.UTF_8))
                .map(encoder::encodeToString)
                .collect(Collectors.joining(" "));
    }

    static List<String> fields(String line) {
        return Stream.of(line.split(" ", -1)).map(Line::decode).toList();
    }

    private static String decode(String field) {
        return new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8);
    }

    /// Reads the fields of the next line that begins with a word; all other lines are skipped.
    ///
    /// @return no field at the end of the input
    static List<String> next(InputStream input, String word) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0; next = input.read()) {
            if (next != '\n') {
                if (line.size() < LONGEST) line.write(next);
                continue;
            }
            boolean isWhole = line.size() < LONGEST;
            var text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            if (isWhole && text.startsWith(word + " "))
                return fields(text.substring(word.length() + 1));
        }
        return List.of();
    }
}
