package chatlab.coursework.race;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.sandbox.Sandbox;
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
/// @param why of verdicts that are missing, if it is known; else empty
/// @param trouble why there is no result; null: there is one
/// @param mayDiffer whether another run may come to a result
public record RaceResult(
        Map<String, String> verdicts,
        Set<String> declared,
        String why,
        @Nullable String trouble,
        boolean mayDiffer) {
    private static final String SCHEMA = "chatlab/race/1";

    private static RaceResult none(String trouble) {
        return new RaceResult(Map.of(), Set.of(), "", trouble, true);
    }

    /// What the sandbox or its limits have put an end to.
    private static RaceResult stopped(String trouble) {
        return new RaceResult(Map.of(), Set.of(), "", trouble, false);
    }

    /// Reads what came of `lab race --json`.
    ///
    /// @param sha256 of the source that was to be raced
    public static RaceResult of(LabTools.Outcome outcome, String sha256) {
        var errors = outcome.errors();
        if (errors.contains("pthread_create failed") || errors.contains("native thread")) {
            return stopped("it started more threads or processes than it may.");
        }
        if (outcome.output().isBlank()) {
            return errors.startsWith(Sandbox.STOPPED)
                    ? stopped("it " + errors.substring(Sandbox.STOPPED.length()))
                    : none("it printed nothing.");
        }
        return of(outcome.output(), sha256);
    }

    private static RaceResult of(String output, String sha256) {
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
        Map<String, String> verdicts = new HashMap<>();
        var why = "";
        for (var row : tree.path("results")) {
            verdicts.put(row.path("guarantee").asText(), row.path("verdict").asText());
            var note = row.path("note").asText();
            if (note.contains("the memory of its JVM")) why = "its memory was exhausted";
            if (why.isEmpty() && note.contains("time")) why = "it was not through in time";
        }
        var canary = tree.path("canary");
        boolean isSound = canary.path("caught").asBoolean() && canary.path("held").asBoolean();
        // A call that never returned was seen, whatever else was not.
        if (!isSound && !"BROKEN".equals(verdicts.get("LIVENESS"))) {
            return none("the planted bug was not caught.");
        }
        Set<String> declared = new HashSet<>();
        tree.path("strategy").path("declared").forEach(each -> declared.add(each.asText()));
        return new RaceResult(verdicts, declared, why, null, false);
    }
}
