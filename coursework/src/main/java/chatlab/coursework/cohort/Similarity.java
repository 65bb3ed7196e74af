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
/// Names in code do not count, because copiers change them first. Text that was handed out does not
/// count at all. Only ever a hint to look at two submissions side by side, never a score.
///
/// See Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting",
/// 2003.
public final class Similarity {
    private static final Pattern COMMENT = Pattern.compile("(?s)/[*].*?[*]/|//[^\\n]*");
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"(?:[^\"\\\\\\n]|\\\\.)*\"|\\p{L}[\\p{L}\\p{N}_]*|\\p{N}+|[^\\s\\p{L}\\p{N}]");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Set<String> KEPT =
            Set.of(
                    "for",
                    "while",
                    "if",
                    "else",
                    "return",
                    "synchronized",
                    "volatile",
                    "final",
                    "new",
                    "try",
                    "catch",
                    "finally",
                    "throw",
                    "class",
                    "record",
                    "true",
                    "false",
                    "null",
                    "int",
                    "boolean",
                    "long",
                    "void",
                    "private",
                    "public",
                    "static",
                    "lock",
                    "unlock",
                    "compareAndSet",
                    "get",
                    "set",
                    "add",
                    "remove",
                    "contains",
                    "deliver",
                    "attempt");

    private static final int CODE_RUN = 8;
    private static final int PROSE_RUN = 6;
    private static final int WINDOW = 4;
    private static final int FEWEST = 8;

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
        return pairs(sources, given, "code", 0.8);
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
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                double share = share(prints.get(j), prints.get(i));
                if (share >= threshold)
                    pairs.add(new Pair(names.get(j), names.get(i), what, share));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::share).reversed().thenComparing(Pair::one));
        return pairs;
    }

    private static double share(Set<Long> one, Set<Long> other) {
        int smaller = Math.min(one.size(), other.size());
        if (smaller < FEWEST) return 0;
        return (double) one.stream().filter(other::contains).count() / smaller;
    }

    private static Set<Long> fingerprints(String text, String what) {
        boolean isCode = what.equals("code");
        var tokens = isCode ? codeTokens(text) : words(text);
        int run = isCode ? CODE_RUN : PROSE_RUN;
        var hashes = new ArrayList<Long>();
        for (int i = 0; i + run <= tokens.size(); i++) hashes.add(hash(tokens.subList(i, i + run)));
        Set<Long> prints = new HashSet<>();
        for (int i = 0; i + WINDOW <= hashes.size(); i++) {
            prints.add(
                    hashes.subList(i, i + WINDOW).stream()
                            .min(Comparator.naturalOrder())
                            .orElseThrow());
        }
        return prints;
    }

    private static List<String> codeTokens(String source) {
        var body =
                COMMENT.matcher(source)
                        .replaceAll(" ")
                        .replaceAll("(?m)^\\s*(import|package) .*$", "");
        return TOKEN.matcher(body)
                .results()
                .map(found -> {
                    var token = found.group();
                    boolean isName = Character.isLetter(token.charAt(0)) && !KEPT.contains(token);
                    return isName ? "name" : token.charAt(0) == '"' ? "text" : token;
                })
                .toList();
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
