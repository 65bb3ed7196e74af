package chatlab.coursework.cohort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds texts that resemble each other, by winnowing: of the hashes of all runs of a few words,
/// the smallest in each window stands for it, wherever else in a text the run is found again.
///
/// Of code, the words are those of the syntax tree ([SyntaxWords]), without what copiers change
/// first. What was handed out does not count. Only ever a hint to look at two submissions side by
/// side, never a score.
///
/// See Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting",
/// 2003.
public final class Similarity {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int CODE_RUN = 8;
    private static final int PROSE_RUN = 6;
    private static final int WINDOW = 4;

    /// Of code that two sources share, so that they are named.
    static final double CODE_SHARE = 0.85;

    private static final int FEWEST = 8;

    /// Of code; shorter programs are alike because there is one way to write them.
    private static final int FEWEST_OF_CODE = 20;

    /// What a pair shares that has the same file of a run.
    public static final String EVIDENCE = "the same evidence:";

    private Similarity() {}

    /// Two that share much.
    ///
    /// @param share of the smaller one's fingerprints that the larger one has too
    public record Pair(String one, String other, String what, double share) {}

    /// The pairs of sources that share most of their code.
    ///
    /// @param sources by submission
    /// @param given what everybody started from
    public static List<Pair> ofCode(Map<String, String> sources, List<String> given) {
        return pairs(sources, given, "code", CODE_SHARE);
    }

    /// The fingerprints of a source.
    static Set<Long> ofSource(String source) {
        return fingerprints(source, "code");
    }

    /// The share of code that two sources have in common, from 0 to 1; 0 if one is too short to
    /// say.
    ///
    /// @param given fingerprints that do not count
    static double ofTwo(Set<Long> one, Set<Long> other, Set<Long> given) {
        Set<Long> ones = new HashSet<>(one);
        Set<Long> others = new HashSet<>(other);
        ones.removeAll(given);
        others.removeAll(given);
        return share(ones, others, FEWEST_OF_CODE);
    }

    /// The pairs of reports that share whole passages.
    public static List<Pair> ofProse(Map<String, String> reports, List<String> given) {
        return pairs(reports, given, "report", 0.3);
    }

    private static List<Pair> pairs(
            Map<String, String> texts, List<String> given, String what, double threshold) {
        Set<Long> known = new HashSet<>();
        given.forEach(text -> known.addAll(fingerprints(text, what)));
        var names = texts.keySet().stream().sorted().toList();
        var prints =
                names.stream()
                        .map(name -> {
                            var all = fingerprints(texts.getOrDefault(name, ""), what);
                            all.removeAll(known);
                            return all;
                        })
                        .toList();
        int fewest = what.equals("code") ? FEWEST_OF_CODE : FEWEST;
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                double share = share(prints.get(j), prints.get(i), fewest);
                if (share >= threshold)
                    pairs.add(new Pair(names.get(j), names.get(i), what, share));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::share).reversed().thenComparing(Pair::one));
        return pairs;
    }

    private static double share(Set<Long> one, Set<Long> other, int fewest) {
        int smaller = Math.min(one.size(), other.size());
        if (smaller < fewest) return 0;
        return (double) one.stream().filter(other::contains).count() / smaller;
    }

    private static Set<Long> fingerprints(String text, String what) {
        boolean isCode = what.equals("code");
        Set<Long> prints = new HashSet<>();
        for (var words : isCode ? SyntaxWords.of(text) : List.of(words(text))) {
            winnow(words, isCode ? CODE_RUN : PROSE_RUN, prints);
        }
        return prints;
    }

    /// A part that is shorter than a window is one by itself.
    private static void winnow(List<String> words, int run, Set<Long> prints) {
        var hashes = new ArrayList<Long>();
        for (int i = 0; i + run <= words.size(); i++) hashes.add(hash(words.subList(i, i + run)));
        if (hashes.isEmpty()) return;
        int window = Math.min(WINDOW, hashes.size());
        for (int i = 0; i + window <= hashes.size(); i++) {
            prints.add(
                    hashes.subList(i, i + window).stream()
                            .min(Comparator.naturalOrder())
                            .orElseThrow());
        }
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .toList();
    }

    /// Spread over all values, so that the smallest of a window is any of them.
    private static long hash(List<String> tokens) {
        long hash = 1125899906842597L;
        for (var token : tokens) {
            for (int i = 0; i < token.length(); i++) hash = 31 * hash + token.charAt(i);
            hash = (hash ^ (hash >>> 29)) * 0xbf58476d1ce4e5b9L;
        }
        return hash ^ (hash >>> 32);
    }
}
