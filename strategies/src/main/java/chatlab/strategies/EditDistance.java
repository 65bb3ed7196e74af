package chatlab.strategies;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Levenshtein's distance between words, to guess what a mistyped name was meant to be.
final class EditDistance {
    private EditDistance() {}

    /// The candidate fewest edits away, if at most a third of the word would have to change.
    static Optional<String> nearest(String word, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> between(word, candidate) <= (candidate.length() + 2) / 3)
                .min(Comparator.comparingInt(candidate -> between(word, candidate)));
    }

    static int between(String from, String to) {
        int[] previous = new int[to.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substitution = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int replaced = previous[j - 1] + substitution;
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
