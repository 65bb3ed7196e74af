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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Disguised copies are found, and honest sources of the same technique are not. `-Dsimilarity.show`
/// prints the table of docs/grading.md.
class SimilarityTest {
    private static final Path STRATEGIES =
            Path.of("../strategies/src/main/java/chatlab/strategies");

    /// A local variable, parameter, field or private method: a type, and a name.
    private static final Pattern DECLARED =
            Pattern.compile(
                    "(?:\\bvar|\\bint|\\blong|\\bboolean|[A-Z]\\w*(?:<[^;=()]*?>)?(?:\\[])?) ([a-z]\\w+)(?= ?[=;:,()])");

    /// What must not be renamed: the contract.
    private static final List<String> CONTRACT =
            List.of("join", "leave", "broadcast", "subscribers", "deliver", "name", "technique", "length", "equals", "hashCode");

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
                case LITERALS -> source.replaceAll("\\b[0-9]+\\b", "17").replaceAll("\"[^\"]*\"", "\"x\"");
                case FINAL_AND_THIS -> finals(source);
                case ALL ->
                        COMMENTS_AND_LAYOUT.of(
                                finals(renamed(LITERALS.of(reordered(source)))));
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
            boolean isComponent = source.matches("(?s).*record \\w+(<\\w+>)?[(][^)]*\\b" + name + "\\b.*");
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
        var matcher =
                Pattern.compile("(?m)^    private [^(;=]*?(\\w+)(?: =|;)").matcher(source);
        while (matcher.find()) fields.add(matcher.group(1));
        var text = source.replaceAll("\\bvar ", "final var ").replaceAll("\\bint (?=\\w+ =)", "final int ");
        for (var field : fields) {
            text = text.replaceAll("(?<![.\\w]|[>\\]a-z] )" + field + "\\b", "this." + field);
        }
        return text;
    }

    /// A lab's starter, and what was handed in.
    private record Honest(String name, String source, List<String> given) {}

    private static List<Honest> all() throws IOException {
        var all = new ArrayList<Honest>();
        for (var lab : LabFolder.all()) {
            var places = List.of(Path.of("solutions", lab.name()), Path.of("samples", lab.name()));
            for (var place : places) {
                if (!Files.exists(place)) continue;
                try (Stream<Path> files = Files.walk(place)) {
                    for (var file :
                            files.filter(f -> f.toString().endsWith("Broadcast.java"))
                                    .sorted()
                                    .toList()) {
                        all.add(new Honest(file.toString(), Files.readString(file), lab.texts()));
                    }
                }
            }
        }
        try (Stream<Path> files = Files.list(STRATEGIES)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith("Broadcast.java")).sorted().toList()) {
                boolean isBroken = file.getFileName().toString().startsWith("Unsafe");
                if (isBroken) continue; // each is its twin minus one thing
                all.add(new Honest("catalogue " + file.getFileName(), Files.readString(file), List.of()));
            }
        }
        return all;
    }

    private static String technique(Honest honest) {
        return honest.name.replaceAll("(solutions|samples)/", "").replaceAll("/.*", "").replaceAll(" .*", "");
    }

    @Test
    void disguisedCopiesAreFoundAndHonestSourcesAreNot() throws IOException {
        var all = all();
        Map<String, List<Double>> shares = new TreeMap<>();
        for (var honest : all) {
            for (var disguise : Disguise.values()) {
                double share =
                        Similarity.ofTwo(honest.source, disguise.of(honest.source), List.of());
                shares.computeIfAbsent("copy, " + disguise, _ -> new ArrayList<>()).add(share);
                if (System.getProperty("similarity.show") != null && share < 0.9)
                    System.out.println(honest.name + " " + disguise + " " + share);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                var one = all.get(i);
                var other = all.get(j);
                double share = Similarity.ofTwo(one.source, other.source, one.given);
                var kind = technique(one).equals(technique(other)) ? "honest, same lab" : "honest, others";
                shares.computeIfAbsent(kind, _ -> new ArrayList<>()).add(share);
                if (System.getProperty("similarity.show") != null && share >= 0.5)
                    System.out.println(one.name + " " + other.name + " " + share);
            }
        }
        if (System.getProperty("similarity.show") != null) {
            shares.forEach((kind, values) -> System.out.printf(
                    Locale.ROOT, "%s: %d pairs, %.2f to %.2f%n", kind, values.size(),
                    Collections.min(values), Collections.max(values)));
        }
    }
}
