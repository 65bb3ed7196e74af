package chatlab.client.chat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts a long text into pieces that each fit into one line of IRC. A line has at most 512 bytes,
/// including everything around the text.
final class Pieces {
    private static final int MOST_BYTES = 380;

    private Pieces() {}

    /// Cuts between characters only.
    static List<String> of(String text) {
        var pieces = new ArrayList<String>();
        int begin = 0;
        int bytes = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int size = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > MOST_BYTES) {
                pieces.add(text.substring(begin, at));
                begin = at;
                bytes = 0;
            }
            bytes += size;
            at += Character.charCount(character);
        }
        pieces.add(text.substring(begin));
        return pieces;
    }
}
