package chatlab.evidence.race;

import chatlab.evidence.Environment;
import chatlab.evidence.Json;
import chatlab.evidence.race.UnreadableRaceException.Reason;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads one report from JSON, and checks that its figures fit together.
final class RaceReportReader {
    /// The outcome of a test that is no violation.
    private static final String FINE = ".FINE";

    private final JsonNode json;

    RaceReportReader(JsonNode json) {
        this.json = json;
    }

    RaceReport report() throws UnreadableRaceException {
        if (!json.path("schema").asText().equals(RaceReport.SCHEMA)) {
            throw new UnreadableRaceException(Reason.NOT_A_RACE, "it is not a " + RaceFile.NAME);
        }
        List<RaceRow> rows = new ArrayList<>();
        for (JsonNode row : json.path("results")) rows.add(row(row));
        JsonNode canary = json.path("canary");
        return new RaceReport(
                RaceReport.SCHEMA,
                strategy(json.path("strategy")),
                new CanaryResult(
                        canary.path("caught").asBoolean(), canary.path("held").asBoolean()),
                rows,
                races(json.path("races")),
                lines(json.path("linesNotRun")),
                environment(json.path("environment")));
    }

    private static RacedStrategy strategy(JsonNode json) {
        List<String> declared = new ArrayList<>();
        json.path("declared").forEach(each -> declared.add(each.asText()));
        return new RacedStrategy(
                json.path("name").asText(),
                json.path("source").asText(),
                json.path("sha256").asText(),
                declared);
    }

    private static @Nullable List<EngineRace> races(JsonNode json) throws UnreadableRaceException {
        if (json.isMissingNode() || json.isNull()) return null;
        try {
            return List.of(Json.mapper().treeToValue(json, EngineRace[].class));
        } catch (JsonProcessingException e) {
            throw new UnreadableRaceException(
                    Reason.WRONG_FIGURES, "races is not as lab race writes it");
        }
    }

    private static @Nullable List<Integer> lines(JsonNode json) {
        if (!json.isArray()) return null;
        List<Integer> lines = new ArrayList<>();
        json.forEach(each -> lines.add(each.asInt()));
        return lines;
    }

    private static @Nullable Environment environment(JsonNode json) throws UnreadableRaceException {
        if (json.isMissingNode() || json.isNull()) return null;
        try {
            return Json.mapper().treeToValue(json, Environment.class);
        } catch (JsonProcessingException e) {
            throw new UnreadableRaceException(
                    Reason.WRONG_FIGURES, "environment is not as lab race writes it");
        }
    }

    private static RaceRow row(JsonNode json) throws UnreadableRaceException {
        String guarantee = json.path("guarantee").asText();
        if (!guarantee.matches("[A-Z_]{1,40}")) {
            throw new UnreadableRaceException(
                    Reason.WRONG_FIGURES, "a row does not name its guarantee");
        }
        RaceVerdict verdict =
                oneOf(RaceVerdict.values(), json.path("verdict"))
                        .orElseThrow(
                                () -> wrong(guarantee, "verdict", "is none that lab race gives"));
        String note = json.path("note").asText();
        var row =
                new RaceRow(
                        guarantee,
                        json.path("declared").asBoolean(),
                        verdict,
                        cause(json.path("cause"), guarantee, verdict, note),
                        count(json, "samples", guarantee),
                        count(json, "violations", guarantee),
                        bound(json.path("bound"), guarantee),
                        outcomes(json.path("outcomes"), guarantee),
                        note,
                        engine(json.path("engine"), guarantee));
        checkFigures(row);
        return row;
    }

    private static @Nullable RaceCause cause(
            JsonNode json, String guarantee, RaceVerdict verdict, String note)
            throws UnreadableRaceException {
        if (json.isMissingNode() || json.isNull()) {
            return RaceCause.fromNote(guarantee, verdict, note);
        }
        return oneOf(RaceCause.values(), json)
                .filter(cause -> cause.verdict() == verdict)
                .orElseThrow(() -> wrong(guarantee, "cause", "is none for the verdict " + verdict));
    }

    private static long count(JsonNode json, String field, String guarantee)
            throws UnreadableRaceException {
        JsonNode count = json.path(field);
        if (!count.isIntegralNumber() || !count.canConvertToLong() || count.asLong() < 0) {
            throw wrong(guarantee, field, "is not a whole number from 0");
        }
        return count.asLong();
    }

    private static @Nullable Double bound(JsonNode json, String guarantee)
            throws UnreadableRaceException {
        if (json.isMissingNode() || json.isNull()) return null;
        if (!json.isNumber()) throw wrong(guarantee, "bound", "is not a number");
        return json.asDouble();
    }

    private static List<RaceOutcome> outcomes(JsonNode json, String guarantee)
            throws UnreadableRaceException {
        List<RaceOutcome> outcomes = new ArrayList<>();
        for (JsonNode each : json) {
            outcomes.add(
                    new RaceOutcome(
                            each.path("id").asText(),
                            count(each, "count", guarantee),
                            each.path("meaning").asText()));
        }
        return outcomes;
    }

    private static @Nullable EngineAnswer engine(JsonNode json, String guarantee)
            throws UnreadableRaceException {
        if (json.isMissingNode() || json.isNull()) return null;
        try {
            return Json.mapper().treeToValue(json, EngineAnswer.class);
        } catch (JsonProcessingException e) {
            throw wrong(guarantee, "engine", "is not as lab race writes it");
        }
    }

    private static void checkFigures(RaceRow row) throws UnreadableRaceException {
        boolean isBroken = row.verdict() == RaceVerdict.BROKEN;
        if (isBroken != (row.violations() > 0 || row.hasWitness())) {
            throw wrong(
                    row.guarantee(),
                    "violations",
                    "is %d, but the verdict is %s".formatted(row.violations(), row.verdict()));
        }
        long seen =
                row.outcomes().stream()
                        .filter(outcome -> !outcome.id().endsWith(FINE))
                        .mapToLong(RaceOutcome::count)
                        .sum();
        boolean isCounted = !row.outcomes().isEmpty() && row.verdict() != RaceVerdict.NOT_RUN;
        if (isCounted && seen != row.violations()) {
            throw wrong(
                    row.guarantee(),
                    "violations",
                    "is %d, but the outcomes add up to %d".formatted(row.violations(), seen));
        }
        Double bound = row.bound();
        if (bound == null) return;
        double expected = RuleOfThree.bound(row.samples());
        if (row.verdict() != RaceVerdict.HELD || Math.abs(bound - expected) > 1e-9 * expected) {
            throw wrong(row.guarantee(), "bound", "does not follow from the samples");
        }
    }

    private static <E> Optional<E> oneOf(E[] values, JsonNode json) {
        return Stream.of(values).filter(each -> each.toString().equals(json.asText())).findFirst();
    }

    private static UnreadableRaceException wrong(String guarantee, String field, String what) {
        return new UnreadableRaceException(
                Reason.WRONG_FIGURES, "in the row of %s, %s %s".formatted(guarantee, field, what));
    }
}
