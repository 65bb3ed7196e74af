package chatlab.evidence.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chatlab.evidence.Environment;
import chatlab.evidence.Json;
import chatlab.evidence.race.VolatileTrial.Outcome;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class RaceFileTest {
    private static final String FILE =
            """
            {"schema": "chatlab/race/1",
             "strategy": {"name": "unsafe", "source": "a.Unsafe", "sha256": "00", "declared": ["DELIVERY"]},
             "canary": {"caught": true, "held": true},
             "results": [
               {"guarantee": "DELIVERY", "declared": true, "verdict": "BROKEN", "samples": 10, "violations": 3,
                "outcomes": [{"id": "A.FINE", "count": 7, "meaning": "fine"}, {"id": "A.LOST", "count": 3, "meaning": "lost"}],
                "note": "lost"},
               {"guarantee": "MEMBERSHIP", "declared": false, "verdict": "HELD", "samples": 1000, "violations": 0,
                "bound": 0.003, "outcomes": [], "note": ""},
               {"guarantee": "TOTAL_ORDER", "declared": false, "verdict": "NOT RUN", "samples": 0, "violations": 0,
                "bound": null, "outcomes": [], "note": "other tests took all the time"}]}
            """;

    private static RaceReport report() {
        var outcome = new RaceOutcome("TwoJoins.LOST", 2, "One of them is lost.");
        return RaceReport.of(
                new RacedStrategy("unsafe", "a.Unsafe", "00", List.of("MEMBERSHIP")),
                new CanaryResult(true, true),
                List.of(
                        new RaceRow(
                                "MEMBERSHIP",
                                true,
                                RaceVerdict.BROKEN,
                                null,
                                9,
                                2,
                                null,
                                List.of(outcome),
                                "lost"),
                        new RaceRow(
                                "DELIVERY",
                                false,
                                RaceVerdict.NOT_RUN,
                                RaceCause.TOO_FEW_SAMPLES,
                                0,
                                0,
                                null,
                                List.of(),
                                "no sample")),
                Environment.capture());
    }

    @Test
    void aFileReadsAsTheRecordsThatWereWritten() throws Exception {
        var one = new RaceFile(List.of(report()));
        var two = new RaceFile(List.of(report(), report()));

        assertThat(RaceFile.parse(Json.pretty(one))).isEqualTo(one);
        assertThat(RaceFile.parse(Json.pretty(two))).isEqualTo(two);
    }

    @Test
    void theEnginesPartOfARowIsReadAsItWasWritten() throws Exception {
        var found = row(RaceVerdict.HELD).withEngine(witness());
        var report = report();
        var file =
                new RaceFile(
                        List.of(
                                RaceReport.of(
                                        report.strategy(), report.canary(), List.of(found), null)));

        assertThat(RaceFile.parse(Json.pretty(file))).isEqualTo(file);
    }

    @Test
    void dataRacesAreReadAsTheyWereWritten() throws Exception {
        var race =
                new EngineRace(
                        "Mine.size",
                        EngineRace.Kind.FIELD,
                        new EngineRace.Side("ann", false, "Mine.list:40"),
                        new EngineRace.Side("bob", true, "Mine.join:31"));
        var file = new RaceFile(List.of(report().withRaces(List.of(race))));

        assertThat(RaceFile.parse(Json.pretty(file))).isEqualTo(file);
    }

    @Test
    void aWitnessIsABreachWithoutAnySample() {
        var row = row(RaceVerdict.HELD).withEngine(witness());

        assertThat(row.verdict()).isEqualTo(RaceVerdict.BROKEN);
        assertThat(row.bound()).isNull();
        assertThat(row.note()).isEqualTo("Ann must be in and is not.");
    }

    @Test
    void anExhaustedBoundIsAVerdictWhereTheTestsHaveNone() {
        var answer = new EngineAnswer(EngineVerdict.EXHAUSTED, 2, 2, 17, 1200, null, "");

        assertThat(row(RaceVerdict.NOT_RUN).withEngine(answer).verdict())
                .isEqualTo(RaceVerdict.HELD);
        assertThat(row(RaceVerdict.BROKEN).withEngine(answer).verdict())
                .isEqualTo(RaceVerdict.BROKEN);
    }

    @Test
    void anEngineWithoutAnAnswerChangesNoVerdict() {
        var answer = new EngineAnswer(EngineVerdict.NOT_EXHAUSTED, 2, 2, 17, 1200, null, "");

        assertThat(row(RaceVerdict.NOT_RUN).withEngine(answer).verdict())
                .isEqualTo(RaceVerdict.NOT_RUN);
    }

    private static RaceRow row(RaceVerdict verdict) {
        boolean held = verdict == RaceVerdict.HELD;
        return new RaceRow(
                "MEMBERSHIP",
                true,
                verdict,
                verdict == RaceVerdict.NOT_RUN ? RaceCause.TOO_FEW_SAMPLES : null,
                1000,
                verdict == RaceVerdict.BROKEN ? 1 : 0,
                held ? RuleOfThree.bound(1000) : null,
                List.of(),
                "");
    }

    private static EngineAnswer witness() {
        var witness =
                new EngineWitness(
                        "join-join",
                        "ann*7 bob! ann!",
                        1,
                        0,
                        "ann must be in and is not",
                        List.of(new VolatileTrial("Mine.size", Outcome.STILL_BROKEN, 12)));
        return new EngineAnswer(EngineVerdict.WITNESS, 2, 2, 17, 9, witness, "");
    }

    @Test
    void oneReportStandsAloneWithItsFieldsInOrder() {
        JsonNode json = Json.mapper().valueToTree(report());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("schema", "strategy", "canary", "results", "environment");
        assertThat(json.path("canary").toString()).isEqualTo("{\"caught\":true,\"held\":true}");
        assertThat(json.path("results").path(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "guarantee",
                        "declared",
                        "verdict",
                        "samples",
                        "violations",
                        "bound",
                        "outcomes",
                        "note");
        assertThat(json.path("results").path(1).path("verdict").asText()).isEqualTo("NOT RUN");
        assertThat(json.path("results").path(1).path("cause").asText())
                .isEqualTo("TOO_FEW_SAMPLES");
    }

    @Test
    void aFileFromBeforeRowsHadCausesIsRead() throws Exception {
        var report = RaceFile.parse(FILE).reports().getFirst();

        assertThat(report.environment()).isNull();
        assertThat(report.races()).isNull();
        assertThat(report.row("DELIVERY").orElseThrow().cause()).isNull();
        assertThat(report.row("TOTAL_ORDER").orElseThrow().cause()).isEqualTo(RaceCause.TIME_UP);
        assertThat(report.row("QUIET_LEAVE")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LIVENESS, a call ran on without end, HANG",
        "LIVENESS, TwoJoins: it exhausted the memory of its JVM, OUT_OF_MEMORY",
        "LIVENESS, a call ended the JVM with exit code 0, JVM_ENDED",
        "REENTRANCY, a call never returned, HANG",
        "STALL_ISOLATION, ann's join did not return, HANG",
        "MEMBERSHIP, One of them is lost., "
    })
    void anOldNoteTellsTheCauseOfABrokenRow(String guarantee, String note, RaceCause cause) {
        assertThat(RaceCause.fromNote(guarantee, RaceVerdict.BROKEN, note)).isEqualTo(cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "[1]", "{}", "{\"schema\": \"chatlab/grade/1\"}"})
    void jsonOfAnotherKindIsNoRaceFile(String json) {
        assertThatThrownBy(() -> RaceFile.parse(json))
                .isInstanceOfSatisfying(
                        UnreadableRaceException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(UnreadableRaceException.Reason.NOT_A_RACE))
                .hasMessage("it is not a race.json");
    }

    @Test
    void aTextThatIsNotJsonIsNoRaceFile() {
        assertThatThrownBy(() -> RaceFile.parse("HELD"))
                .isInstanceOf(UnreadableRaceException.class)
                .hasMessageStartingWith("it is not JSON: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"DELIVERY\" | \"<b>\" | a row does not name its guarantee",
                "BROKEN | FINE | in the row of DELIVERY, verdict is none that lab race gives",
                "BROKEN | HELD | in the row of DELIVERY, violations is 3, but the verdict is HELD",
                "\"samples\": 10 | \"samples\": -1 | in the row of DELIVERY, samples is not a whole"
                        + " number from 0",
                "\"samples\": 10 | \"samples\": 1e99 | in the row of DELIVERY, samples is not a"
                        + " whole number from 0",
                "\"samples\": 10, | | in the row of DELIVERY, samples is not a whole number from 0",
                "\"violations\": 3 | \"violations\": 0 | in the row of DELIVERY, violations is 0,"
                        + " but the verdict is BROKEN",
                "\"violations\": 3 | \"violations\": 4 | in the row of DELIVERY, violations is 4,"
                        + " but the outcomes add up to 3",
                "\"count\": 3 | \"count\": -3 | in the row of DELIVERY, count is not a whole number"
                        + " from 0",
                "0.003 | 0.001 | in the row of MEMBERSHIP, bound does not follow from the samples",
                "0.003 | \"low\" | in the row of MEMBERSHIP, bound is not a number",
                "\"bound\": null | \"bound\": 1 | in the row of TOTAL_ORDER, bound does not follow"
                        + " from the samples",
                "\"bound\": null | \"cause\": \"LAZINESS\" | in the row of TOTAL_ORDER, cause is"
                        + " none for the verdict NOT RUN",
                "\"bound\": null | \"cause\": \"HANG\" | in the row of TOTAL_ORDER, cause is none"
                        + " for the verdict NOT RUN",
                "\"results\" | \"races\": [3], \"results\" | races is not as lab race writes it",
                "\"results\" | \"environment\": 3, \"results\" | environment is not as lab race"
                        + " writes it"
            })
    void figuresThatDoNotFitTogetherAreRefused(String from, String to, String why) {
        String edited = FILE.replace(from, to == null ? "" : to);

        assertThatThrownBy(() -> RaceFile.parse(edited))
                .isInstanceOf(UnreadableRaceException.class)
                .hasMessage(why);
    }

    @Test
    void theRuleOfThreeIsSlightlyAboveTheExactBound() {
        double exact = 1 - Math.pow(0.05, 1.0 / 1000);

        assertThat(RuleOfThree.bound(1000)).isEqualTo(0.003).isCloseTo(exact, within(1e-5));
        assertThat(RuleOfThree.bound(1000)).isGreaterThan(exact);
        assertThat(RuleOfThree.bound(0)).isEqualTo(1);
    }
}
