package chatlab.coursework.race;

import chatlab.coursework.lab.LabTools;
import chatlab.evidence.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/// What a race of the grader's own found out: what `lab race --json` printed, less its numbers.
///
/// @param held guarantees that were not seen broken
/// @param broken guarantees that were seen broken
/// @param why of verdicts that are missing, if it is known; else empty
/// @param trouble why there is no result; null: there is one
/// @param mayDiffer whether another run may come to a result
public record RaceResult(
        Set<String> held,
        Set<String> broken,
        Set<String> declared,
        String why,
        @Nullable String trouble,
        boolean mayDiffer) {
    /// What every strategy owes: each call returns.
    public static final String LIVENESS = "LIVENESS";

    private static final String SCHEMA = "chatlab/race/1";

    private static RaceResult none(String trouble) {
        return new RaceResult(Set.of(), Set.of(), Set.of(), "", trouble, true);
    }

    /// What the sandbox or its limits have put an end to.
    private static RaceResult stopped(String trouble) {
        return new RaceResult(Set.of(), Set.of(), Set.of(), "", trouble, false);
    }

    /// Reads the outcome of `lab race --json`.
    ///
    /// @param sha256 of the source that was to be raced
    public static RaceResult of(LabTools.Outcome outcome, String sha256) {
        var errors = outcome.errors();
        if (errors.contains("pthread_create failed") || errors.contains("native thread")) {
            return stopped("it started more threads or processes than it may.");
        }
        var reason = outcome.stopped();
        if (reason != null) return stopped("it " + reason + ", and was stopped.");
        if (outcome.output().isBlank()) return none("it printed nothing.");
        return of(outcome.output(), sha256);
    }

    private static RaceResult of(String output, String sha256) {
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(output);
        } catch (JsonProcessingException _) {
            return none("the output of lab race is not a result.");
        }
        if (!tree.path("schema").asText().equals(SCHEMA)) {
            return none("the output of lab race is not a result.");
        }
        if (!tree.path("strategy").path("sha256").asText().equals(sha256)) {
            return none("another source was raced.");
        }
        Set<String> held = new HashSet<>();
        Set<String> broken = new HashSet<>();
        var why = "";
        for (var row : tree.path("results")) {
            var guarantee = row.path("guarantee").asText();
            switch (row.path("verdict").asText()) {
                case "HELD" -> held.add(guarantee);
                case "BROKEN" -> broken.add(guarantee);
                default -> {} // NOT RUN
            }
            var note = row.path("note").asText();
            if (note.contains("the memory of its JVM")) why = "its memory was exhausted";
            if (why.isEmpty() && note.contains("time")) why = "it was not through in time";
        }
        var canary = tree.path("canary");
        boolean isSound = canary.path("caught").asBoolean() && canary.path("held").asBoolean();
        // A call that never returned was seen, whatever else was not.
        if (!isSound && !broken.contains(LIVENESS)) {
            return none("the planted bug was not caught.");
        }
        Set<String> declared = new HashSet<>();
        tree.path("strategy").path("declared").forEach(each -> declared.add(each.asText()));
        return new RaceResult(held, broken, declared, why, null, false);
    }
}
