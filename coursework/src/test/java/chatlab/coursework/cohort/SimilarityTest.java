package chatlab.coursework.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.lab.LabFolder;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Disguised copies are found, and honest sources of the same technique are not.
/// `-Dsimilarity.show` prints the table of docs/grading.md.
class SimilarityTest {
    private static final Path STRATEGIES =
            Path.of("../strategies/src/main/java/chatlab/strategies");

    /// A local variable, parameter, field or private method: a type, and a name.
    private static final Pattern DECLARED =
            Pattern.compile(
                    "(?:\\bvar|\\bint|\\blong|\\bboolean|[A-Z]\\w*(?:<[^;=()]*?>)?(?:\\[])?)"
                            + " ([a-z]\\w+)(?= ?[=;:,()])");

    /// What must not be renamed: the contract.
    private static final List<String> CONTRACT =
            List.of(
                    "join",
                    "leave",
                    "broadcast",
                    "subscribers",
                    "deliver",
                    "name",
                    "technique",
                    "length",
                    "equals",
                    "hashCode");

    private enum Disguise {
        COMMENTS_AND_LAYOUT,
        RENAMED,
        REORDERED,
        LITERALS,
        FINAL_AND_THIS,
        ALL;

        String of(String source) {
            return switch (this) {
                case COMMENTS_AND_LAYOUT ->
                        source.replaceAll("(?m)^ *///?.*$", "")
                                .replaceAll("(?m)^    ", "  /* my own */ ")
                                .replace("{\n", "{ // here\n");
                case RENAMED -> renamed(source);
                case REORDERED -> reordered(source);
                case LITERALS ->
                        source.replaceAll("\\b[0-9]+\\b", "17").replaceAll("\"[^\"]*\"", "\"x\"");
                case FINAL_AND_THIS -> finals(source);
                case ALL -> COMMENTS_AND_LAYOUT.of(finals(renamed(LITERALS.of(reordered(source)))));
            };
        }
    }

    private static String renamed(String source) {
        var names = new ArrayList<String>();
        Matcher matcher = DECLARED.matcher(source);
        while (matcher.find()) {
            var name = matcher.group(1);
            if (!names.contains(name) && !CONTRACT.contains(name)) names.add(name);
        }
        var text = source.replaceAll("\\b[A-Z]\\w*Broadcast\\b", "Mine");
        for (var name : names) {
            boolean isComponent =
                    source.matches("(?s).*record \\w+(<\\w+>)?[(][^)]*\\b" + name + "\\b.*");
            // Methods of the JDK have names that nobody can change.
            text =
                    text.replaceAll(
                            isComponent
                                    ? "\\b" + name + "\\b"
                                    : "(?<![.\\w])%1$s\\b|(?<=[.])%1$s\\b(?! *[(])".formatted(name),
                            "my" + names.indexOf(name));
        }
        return text;
    }

    /// The members of the class the other way round.
    private static String reordered(String source) {
        int begin = source.indexOf("{\n", source.indexOf(" class ")) + 2;
        int end = source.lastIndexOf('}');
        var members =
                new ArrayList<>(
                        Arrays.asList(
                                source.substring(begin, end).split("\n\n(?=    [@/p\\w])", -1)));
        Collections.reverse(members);
        return source.substring(0, begin) + String.join("\n\n", members) + "\n}\n";
    }

    private static String finals(String source) {
        var fields = new ArrayList<String>();
        var matcher = Pattern.compile("(?m)^    private [^(;=]*?(\\w+)(?: =|;)").matcher(source);
        while (matcher.find()) fields.add(matcher.group(1));
        var text =
                source.replaceAll("\\bvar ", "final var ")
                        .replaceAll("\\bint (?=\\w+ =)", "final int ");
        for (var field : fields) {
            text = text.replaceAll("(?<![.\\w]|[>\\]a-z] )" + field + "\\b", "this." + field);
        }
        return text;
    }

    /// A lab's starter, and what was handed in.
    private record Honest(String place, String source, Set<Long> prints, Set<Long> given) {
        Honest(String place, String source, Set<Long> given) {
            this(place, source, Similarity.ofSource(source), given);
        }
    }

    private static List<Honest> all() throws IOException {
        var all = new ArrayList<Honest>();
        for (var lab : LabFolder.all()) {
            Set<Long> given = new HashSet<>();
            for (var text : lab.texts()) given.addAll(Similarity.ofSource(text));
            var places = List.of(Path.of("solutions", lab.name()), Path.of("samples", lab.name()));
            for (var place : places) {
                if (!Files.exists(place)) continue;
                try (Stream<Path> files = Files.walk(place)) {
                    for (var file :
                            files.filter(f -> f.toString().endsWith("Broadcast.java"))
                                    .sorted()
                                    .toList()) {
                        all.add(new Honest(lab.name(), Files.readString(file), given));
                    }
                }
            }
        }
        try (Stream<Path> files = Files.list(STRATEGIES)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith("Broadcast.java")).sorted().toList()) {
                boolean isBroken = file.getFileName().toString().startsWith("Unsafe");
                if (isBroken) continue; // each is its twin minus one thing
                all.add(new Honest("catalogue", Files.readString(file), Set.of()));
            }
        }
        return all;
    }

    @Test
    void disguisedCopiesAreFoundAndHonestSourcesAreNot() throws IOException {
        var all = all();
        var shares = new Shares();
        for (var honest : all) {
            for (var disguise : Disguise.values()) {
                shares.add(
                        "copy: " + disguise,
                        Similarity.ofTwo(
                                honest.prints,
                                Similarity.ofSource(disguise.of(honest.source)),
                                Set.of()));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                var one = all.get(i);
                var other = all.get(j);
                if (one.source.equals(other.source)) continue; // a sample that is the solution
                shares.add(
                        "honest: " + (one.place.equals(other.place) ? "same lab" : "others"),
                        Similarity.ofTwo(one.prints, other.prints, one.given));
            }
        }
        if (System.getProperty("similarity.show") != null) shares.show();

        shares.byKind.forEach((kind, each) -> {
            if (kind.startsWith("copy")) {
                assertThat(each).as(kind).allMatch(share -> share >= Similarity.CODE_SHARE);
            } else {
                assertThat(each).as(kind).allMatch(share -> share < Similarity.CODE_SHARE);
            }
        });
    }

    @Test
    void aCopyIsNamedWithItsShareAndAShortProgramIsNot() throws IOException {
        var source = Files.readString(STRATEGIES.resolve("LazySnapshotBroadcast.java"));
        var other = Files.readString(STRATEGIES.resolve("ActorBroadcast.java"));
        var brief = Files.readString(STRATEGIES.resolve("CopyOnWriteBroadcast.java"));

        var pairs =
                Similarity.ofCode(
                        Map.of(
                                "ann", source,
                                "bob", Disguise.ALL.of(source),
                                "carol", other,
                                "dave", brief,
                                "erin", brief),
                        List.of());

        assertThat(pairs)
                .singleElement()
                .satisfies(pair -> {
                    assertThat(List.of(pair.one(), pair.other())).containsExactly("ann", "bob");
                    assertThat(pair.share()).isGreaterThanOrEqualTo(Similarity.CODE_SHARE);
                });
    }

    @Test
    void whatWasHandedOutDoesNotCount() throws IOException {
        var prints =
                Similarity.ofSource(
                        Files.readString(STRATEGIES.resolve("LazySnapshotBroadcast.java")));

        assertThat(Similarity.ofTwo(prints, prints, Set.of())).isEqualTo(1);
        assertThat(Similarity.ofTwo(prints, prints, prints)).isZero();
    }

    @Test
    void aSourceThatCannotBeParsedIsLikeNothing() {
        var deep = "class X { int i = " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "; }";

        assertThat(Similarity.ofSource(deep)).isEmpty();
        assertThat(Similarity.ofSource("no { Java")).isEmpty();
    }

    /// The shares of pairs that are long enough to say anything.
    private static final class Shares {
        private final Map<String, List<Double>> byKind = new TreeMap<>();
        private final Map<String, Integer> tooShort = new TreeMap<>();

        void add(String kind, double share) {
            byKind.computeIfAbsent(kind, _ -> new ArrayList<>());
            if (share == 0 && kind.startsWith("copy")) tooShort.merge(kind, 1, Integer::sum);
            else byKind.get(kind).add(share);
        }

        void show() {
            byKind.forEach((kind, shares) ->
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %d | %.2f | %.2f | %d |%n",
                            kind,
                            shares.size(),
                            Collections.min(shares),
                            Collections.max(shares),
                            tooShort.getOrDefault(kind, 0)));
        }
    }
}
