package chatlab.client.chat;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a long text into pieces that each fit into one line of IRC.
///
/// A cut replaces a space if the piece has one. Otherwise it is between two characters as people
/// see them (grapheme clusters): an emoji of several code points, a flag, or a letter with its
/// accents stays whole.
final class Pieces {
    private Pieces() {}

    /// @param mostBytes the most bytes of UTF-8 in one piece, at least 4
    static List<String> of(String text, int mostBytes) {
        var pieces = new ArrayList<String>();
        int begin = 0;
        while (true) {
            // No character takes less than a byte, so what fits is in here.
            var next = text.substring(begin, Math.min(text.length(), begin + mostBytes + 1));
            if (bytes(next) <= mostBytes) {
                pieces.add(next);
                return pieces;
            }
            int end = fitting(next, mostBytes);
            int space = next.lastIndexOf(' ', end);
            if (space > 0) {
                end = space;
            }
            pieces.add(next.substring(0, end).stripTrailing());
            begin += end;
            while (begin < text.length() && text.charAt(begin) == ' ') {
                begin++;
            }
        }
    }

    /// The end of the last whole grapheme cluster that fits; if not even the first one fits, the
    /// end of its last whole character.
    private static int fitting(String text, int mostBytes) {
        var clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        int end = 0;
        int used = 0;
        for (int next = clusters.next(); next != BreakIterator.DONE; next = clusters.next()) {
            used += bytes(text.substring(end, next));
            if (used > mostBytes) {
                break;
            }
            end = next;
        }
        return end > 0 ? end : fittingCharacters(text, mostBytes);
    }

    private static int fittingCharacters(String text, int mostBytes) {
        int end = 0;
        int used = 0;
        while (true) {
            var character = Character.toString(text.codePointAt(end));
            used += bytes(character);
            if (used > mostBytes) {
                return end;
            }
            end += character.length();
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
