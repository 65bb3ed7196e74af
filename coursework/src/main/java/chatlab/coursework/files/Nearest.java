package chatlab.coursework.files;

import org.apache.commons.text.similarity.LevenshteinDistance;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word that somebody probably meant. Pure functions.
public final class Nearest {
    private static final int FARTHEST = 3;
    private static final int LONGEST = 60;

    private Nearest() {}

    /// The known word that differs least, if it differs by a slip only.
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) return Optional.empty();
        String wanted = plain(word);
        int most = Math.min(FARTHEST, Math.max(1, word.length() / 2));
        var distance = new LevenshteinDistance(most);
        return known.stream()
                .filter(each -> distance.apply(wanted, plain(each)) >= 0)
                .min(
                        Comparator.comparingInt(
                                        (String each) -> distance.apply(wanted, plain(each)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// Such as "; did you mean 'subject'?", or else "; known: …".
    public static String hint(String word, Collection<String> known) {
        return to(word, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElseGet(() -> "; known: " + String.join(", ", known) + ".");
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
