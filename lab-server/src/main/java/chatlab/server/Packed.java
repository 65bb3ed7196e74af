package chatlab.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Words laid into as few lines as hold them, a space between two.
final class Packed {
    private Packed() {}

    /// @param room bytes of one line
    static List<String> lines(Iterable<String> words, int room) {
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
            line.append(line.isEmpty() ? "" : " ").append(word);
            length += bytes + 1;
        }
        if (!line.isEmpty()) lines.add(line.toString());
        return lines;
    }
}
