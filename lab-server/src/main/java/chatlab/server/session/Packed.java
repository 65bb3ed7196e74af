package chatlab.server.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Puts words into as few lines as possible, with a separator between two words.
public final class Packed {
    private Packed() {}

    /// The lines, in the order of the words.
    ///
    /// @param room the most bytes of one line
    public static List<String> lines(Iterable<String> words, char separator, int room) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int length = 0;
        for (var word : words) {
            int bytes = word.getBytes(StandardCharsets.UTF_8).length;
            if (!line.isEmpty() && length + 1 + bytes > room) {
                lines.add(line.toString());
                line.setLength(0);
                length = 0;
            }
            if (!line.isEmpty()) line.append(separator);
            line.append(word);
            length += bytes + 1;
        }
        if (!line.isEmpty()) lines.add(line.toString());
        return lines;
    }
}
