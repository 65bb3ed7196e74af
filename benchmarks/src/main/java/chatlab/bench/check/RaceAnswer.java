package chatlab.bench.check;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The answer of `lab race` about one strategy.
///
/// @param sha256 of the strategy's source
/// @param asked the guarantees that it tested
/// @param faults the declared guarantees that it saw broken, or gave no verdict on
public record RaceAnswer(Path file, String sha256, Set<String> asked, List<String> faults) {

    /// Reads the answers of a `race.json` whose canary was sound: without that, a verdict does not
    /// count.
    ///
    /// @throws IOException with a sentence for the user
    public static List<RaceAnswer> read(Path file) throws IOException {
        JsonNode root;
        try {
            root = Json.mapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
        List<RaceAnswer> races = new ArrayList<>();
        for (JsonNode report : root.isArray() ? root : List.of(root)) {
            if (!report.path("schema").asText().startsWith("chatlab/race/")) {
                throw new IOException(file + " is not a race.json; give one that lab race wrote");
            }
            JsonNode canary = report.path("canary");
            if (canary.path("caught").asBoolean() && canary.path("held").asBoolean()) {
                String sha256 = report.path("strategy").path("sha256").asText();
                JsonNode rows = report.path("results");
                races.add(new RaceAnswer(file, sha256, asked(rows), faults(rows)));
            }
        }
        return races;
    }

    /// Whether this is the full answer about a strategy, for the same source.
    boolean isAbout(CatalogueEntry entry) {
        return sha256.equals(entry.sha256())
                && entry.guarantees().stream().map(Enum::name).allMatch(asked::contains);
    }

    private static Set<String> asked(JsonNode rows) {
        Set<String> asked = new TreeSet<>();
        rows.forEach(row -> asked.add(row.path("guarantee").asText()));
        return asked;
    }

    private static List<String> faults(JsonNode rows) {
        List<String> faults = new ArrayList<>();
        for (JsonNode row : rows) {
            String verdict = row.path("verdict").asText();
            if (row.path("declared").asBoolean() && !verdict.equals("HELD")) {
                String verb = verdict.equals("BROKEN") ? "breaks" : "was not shown to keep";
                faults.add(
                        "%s %s: %s"
                                .formatted(
                                        verb,
                                        row.path("guarantee").asText(),
                                        row.path("note").asText()));
            }
        }
        return faults;
    }
}
