package chatlab.mutants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The mutants that keep every promise, each with the reason why.
///
/// People list them in `equivalent.txt`: a paragraph is a reason, and then the mutants for which it
/// holds, each in an indented line.
final class Equivalents {
    private Equivalents() {}

    /// The reasons by [Variant#id].
    static Map<String, String> reasons() throws IOException {
        var reasons = new LinkedHashMap<String, String>();
        for (var paragraph : text().split("\n\n+", -1)) {
            var reason =
                    paragraph
                            .lines()
                            .filter(line -> !line.startsWith(" "))
                            .collect(Collectors.joining(" "));
            paragraph
                    .lines()
                    .filter(line -> line.startsWith(" "))
                    .forEach(id -> reasons.put(id.strip(), reason));
        }
        return reasons;
    }

    private static String text() throws IOException {
        try (var input = Equivalents.class.getResourceAsStream("equivalent.txt")) {
            var bytes = Objects.requireNonNull(input).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
