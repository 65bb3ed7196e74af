package chatlab.coursework.grade;

import chatlab.evidence.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What a race of the grader's own found out: what `lab race --json` printed, less its numbers.
///
/// @param verdicts by guarantee: HELD, BROKEN or NOT RUN
/// @param trouble why there is no result; null: there is one
record RaceResult(Map<String, String> verdicts, Set<String> declared, @Nullable String trouble) {
    private static final String SCHEMA = "chatlab/race/1";

    static RaceResult none(String trouble) {
        return new RaceResult(Map.of(), Set.of(), trouble);
    }

    /// Reads what was printed.
    ///
    /// @param sha256 of the source that was to be raced
    static RaceResult of(String output, String sha256) {
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(output);
        } catch (JsonProcessingException _) {
            return none("what lab race printed is no result.");
        }
        if (!tree.path("schema").asText().equals(SCHEMA)) {
            return none("what lab race printed is no result.");
        }
        if (!tree.path("strategy").path("sha256").asText().equals(sha256)) {
            return none("another source was raced.");
        }
        var canary = tree.path("canary");
        if (!canary.path("caught").asBoolean() || !canary.path("held").asBoolean()) {
            return none("the planted bug was not caught.");
        }
        Map<String, String> verdicts = new HashMap<>();
        for (var row : tree.path("results")) {
            verdicts.put(row.path("guarantee").asText(), row.path("verdict").asText());
        }
        Set<String> declared = new HashSet<>();
        tree.path("strategy").path("declared").forEach(each -> declared.add(each.asText()));
        return new RaceResult(verdicts, declared, null);
    }

    boolean isConclusive() {
        return trouble == null;
    }
}
