package chatlab.coursework.check;

import static chatlab.evidence.ClaimVerdict.CONTRADICTED;
import static chatlab.evidence.ClaimVerdict.INADMISSIBLE;
import static chatlab.evidence.ClaimVerdict.NOT_RUN;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.report.ClaimBlock;
import chatlab.coursework.report.Subject;
import chatlab.coursework.report.Texts;
import chatlab.evidence.Json;
import chatlab.evidence.race.RaceReport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Judges claims about a schedule by replaying it.
final class WitnessClaims {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SCHEMA = "chatlab/witness/2";
    private static final String REPLAY = "chatlab/replay/1";
    private static final String RECORD_ANEW =
            "Record it anew: lab step --strategy %s --search --save %s.";

    private final Path submission;
    private final EvidenceFolder evidence;
    private final LabTools tools;

    WitnessClaims(Path submission, EvidenceFolder evidence, LabTools tools) {
        this.submission = submission;
        this.evidence = evidence;
        this.tools = tools;
    }

    /// Whether a claim's evidence is a witness file, whatever else could be.
    boolean isWitness(ClaimBlock claim) throws IOException, RefusedException {
        var source = evidence.alone(claim.text("evidence"));
        return evidence.json(source).path("schema").asText().startsWith("chatlab/witness/");
    }

    Ruling witness(ClaimBlock claim) throws IOException, InterruptedException, RefusedException {
        return judge(claim, Guarantees.of(claim));
    }

    Ruling deadlock(ClaimBlock claim) throws IOException, InterruptedException, RefusedException {
        return judge(claim, claim.has("guarantee") ? Guarantees.of(claim) : RaceReport.LIVENESS);
    }

    private Ruling judge(ClaimBlock claim, String guarantee)
            throws IOException, InterruptedException, RefusedException {
        Subject subject = evidence.subject(claim, "subject");
        String name = claim.text("evidence");
        JsonNode witness = witness(name, subject);
        String anew = RECORD_ANEW.formatted(subject, name);
        String expected = "a schedule that breaks %s of %s".formatted(guarantee, subject);
        String shown = Texts.cut(witness.path("guarantee").asText());
        String scenario = Texts.cut(witness.path("scenario").asText());
        if (!shown.equals(guarantee)) {
            return Ruling.against(
                    CONTRADICTED,
                    "The witness shows %s broken, not %s.".formatted(shown, guarantee),
                    "Claim what it shows, or add --guarantee " + guarantee + " to the search.",
                    expected,
                    shown);
        }
        if (claim.has("scenario") && !claim.text("scenario").equals(scenario)) {
            return Ruling.against(
                    CONTRADICTED,
                    "The witness is of the scenario %s, not %s."
                            .formatted(scenario, Texts.cut(claim.text("scenario"))),
                    "Name the scenario that the file names.",
                    expected,
                    scenario);
        }
        JsonNode replay = replay(name, subject);
        return ruling(replay, expected, anew, subject, name).with(quantities(witness, replay));
    }

    /// The file. Only results that the replay confirms count.
    private JsonNode witness(String name, Subject subject) throws IOException, RefusedException {
        JsonNode witness = evidence.json(evidence.alone(name));
        if (!name.endsWith(".json") || !witness.path("schema").asText().equals(SCHEMA)) {
            throw RefusedException.inadmissible(
                            "'" + name + "' is not a witness file.",
                            "Name the .json file that lab step --search --save wrote.")
                    .andAFinding();
        }
        evidence.checkSource(
                subject,
                witness.path("sha256").asText(),
                "The witness is of",
                RECORD_ANEW.formatted(subject, name));
        return witness;
    }

    /// What `lab step --play` says; missing if it said nothing that can be read.
    private JsonNode replay(String name, Subject subject) throws IOException, InterruptedException {
        var arguments = List.of("step", "--play", name, "--strategy", subject.name(), "--json");
        LabTools.Outcome outcome = tools.run(arguments, submission, LIMIT);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : outcome.output().lines().toList()) {
            if (!line.startsWith("{")) continue;
            try {
                JsonNode json = Json.mapper().readTree(line);
                if (json.path("schema").asText().equals(REPLAY)) answers.add(json);
            } catch (JsonProcessingException _) {
                // another line may be the one
            }
        }
        // The tool gives one answer: of two, one is not the tool's.
        return answers.size() == 1 ? answers.getFirst() : MissingNode.getInstance();
    }

    private static Ruling ruling(
            JsonNode replay, String expected, String anew, Subject subject, String name) {
        String sentence = Texts.cut(replay.path("sentence").asText(), 200);
        return switch (replay.path("verdict").asText()) {
            case "REPRODUCED" -> Ruling.supported(sentence, expected, sentence);
            case "OUTCOME_DIFFERS" ->
                    Ruling.against(CONTRADICTED, sentence, anew, expected, sentence);
            case "SOURCE_DIFFERS" ->
                    Ruling.against(
                            INADMISSIBLE,
                            "The source of "
                                    + subject
                                    + " has changed since the witness was recorded.",
                            anew,
                            expected,
                            "a witness of another source");
            case "JDK_DIFFERS" ->
                    Ruling.against(
                            INADMISSIBLE,
                            "The witness was recorded on another JDK, whose collections take other"
                                    + " steps.",
                            anew,
                            expected,
                            "a witness of another JDK");
            default ->
                    Ruling.against(
                            NOT_RUN,
                            "The witness could not be replayed.",
                            "See why: lab step --play " + name + " --strategy " + subject,
                            expected,
                            "no replay");
        };
    }

    private static List<Quantity> quantities(JsonNode witness, JsonNode replay) {
        List<Quantity> found = new ArrayList<>();
        if (replay.has("steps")) found.add(Quantity.count(replay.path("steps").asLong()));
        String schedule = Texts.cut(witness.path("schedule").asText().replace('*', ' '), 2000);
        Numeral.in(schedule).forEach(each -> found.add(Quantity.number(each.value())));
        return found;
    }
}
