package chatlab.mutants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The mutants that keep every promise, each with the reason why. `equivalent.txt` lists them;
/// people write it.
final class Equivalents {
    private Equivalents() {}

    /// The reasons by [Variant#id].
    static Map<String, String> reasons() throws IOException {
        try (var input = Equivalents.class.getResourceAsStream("equivalent.txt")) {
            var text =
                    new String(
                            Objects.requireNonNull(input).readAllBytes(), StandardCharsets.UTF_8);
            var reasons = new LinkedHashMap<String, String>();
            for (var line : text.lines().filter(line -> line.contains("|")).toList()) {
                var fields = line.split(" *\\| *", 2);
                reasons.put(fields[0], fields[1]);
            }
            return reasons;
        }
    }
}
