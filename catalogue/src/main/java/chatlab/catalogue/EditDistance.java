package chatlab.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The distance between words after Damerau and Levenshtein, to guess what a mistyped name was
/// meant to be.
final class EditDistance {
    private EditDistance() {}

    /// The candidate fewest edits away, if at most a third of the word would have to change.
    static Optional<String> nearest(String word, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> between(word, candidate) <= (candidate.length() + 2) / 3)
                .min(Comparator.comparingInt(candidate -> between(word, candidate)));
    }

    /// Counts insertions, deletions, substitutions, and swaps of two neighbours.
    static int between(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, from, i, to, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int fewest(int[][] edits, String from, int i, String to, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int fewest = edits[i - 1][j - 1] + (same ? 0 : 1);
        fewest = Math.min(fewest, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(fewest, 1 + edits[i - 2][j - 2]) : fewest;
    }
}
