package chatlab.coursework.race;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.lab.LabTools.Outcome;
import chatlab.coursework.race.Racing.Entrant;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Tool;
import chatlab.coursework.score.CriterionVerdict;
import chatlab.coursework.score.RaceScore;
import chatlab.evidence.Json;
import chatlab.evidence.race.CanaryResult;
import chatlab.evidence.race.EngineAnswer;
import chatlab.evidence.race.EngineVerdict;
import chatlab.evidence.race.EngineWitness;
import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;
import chatlab.evidence.race.RuleOfThree;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Who decides a race criterion: the engine where it can, else race tests with enough samples, else
/// a person.
class RacingTest {
    private static final String SHA = "00";
    private static final Entrant ENTRANT =
            new Entrant(Path.of("."), "src/Mine.java", Tool.RACE, SHA, List.of("MEMBERSHIP"));
    private static final Criterion.Race CRITERION =
            new Criterion.Race("keeps", "Keeps", 20, List.of("MEMBERSHIP"), 3_000);

    private static final Racing.Extras NO_EXTRAS =
            new Racing.Extras(false, ChatWhen.NEVER, List.of());

    private final List<String> ran = new ArrayList<>();

    /// A lab whose engine and race tests see these rows.
    private LabTools lab(RaceRow engine, RaceRow stress) {
        return lab(List.of(engine), List.of(stress));
    }

    private LabTools lab(List<RaceRow> engine, List<RaceRow> stress) {
        return (arguments, _, _) -> {
            var how = arguments.get(3);
            ran.add(how);
            var rows = how.equals("--engine-only") ? engine : stress;
            var report =
                    RaceReport.of(
                            new RacedStrategy("Mine", "Mine", SHA, List.of("MEMBERSHIP")),
                            new CanaryResult(true, true),
                            rows,
                            null);
            return new Outcome(0, Json.pretty(new RaceFile(List.of(report))), "");
        };
    }

    private static RaceRow engine(EngineVerdict verdict) {
        var witness =
                verdict == EngineVerdict.WITNESS
                        ? new EngineWitness(
                                "join-join", "ann*2 bob! ann!", 1, 0, "ann is not in", List.of())
                        : null;
        return stress(RaceVerdict.NOT_RUN, 0)
                .withEngine(new EngineAnswer(verdict, 2, 2, 12, 900, witness, "no reason"));
    }

    private static RaceRow stress(RaceVerdict verdict, long samples) {
        return new RaceRow(
                "MEMBERSHIP",
                true,
                verdict,
                verdict == RaceVerdict.NOT_RUN ? RaceCause.TEST_FAILED : null,
                samples,
                verdict == RaceVerdict.BROKEN ? 1 : 0,
                verdict == RaceVerdict.HELD ? RuleOfThree.bound(samples) : null,
                List.of(),
                "");
    }

    private static RaceRow of(String guarantee, RaceRow row) {
        return new RaceRow(
                guarantee,
                row.declared(),
                row.verdict(),
                row.cause(),
                row.samples(),
                row.violations(),
                row.bound(),
                row.outcomes(),
                row.note(),
                row.engine());
    }

    private static CriterionVerdict verdict(Racing racing) {
        return RaceScore.of(CRITERION, racing.result(), "src/Mine.java", Tool.RACE).verdict();
    }

    @Test
    void anExhaustedBoundEarnsThePointsWithoutAnyRaceTest() throws Exception {
        var lab = lab(engine(EngineVerdict.EXHAUSTED), stress(RaceVerdict.BROKEN, 9_000));

        var racing = Racing.of(lab, ENTRANT, NO_EXTRAS);

        assertThat(verdict(racing)).isEqualTo(CriterionVerdict.HELD);
        assertThat(ran).containsExactly("--engine-only");
    }

    @Test
    void aWitnessCostsThemAndIsTheFeedback() throws Exception {
        var lab = lab(engine(EngineVerdict.WITNESS), stress(RaceVerdict.HELD, 9_000));

        var racing = Racing.of(lab, ENTRANT, NO_EXTRAS);
        var result = RaceScore.of(CRITERION, racing.result(), "src/Mine.java", Tool.RACE);

        assertThat(result.verdict()).isEqualTo(CriterionVerdict.BROKEN);
        assertThat(result.score()).isZero();
        assertThat(result.why()).contains("MEMBERSHIP").contains("Ann is not in.");
        assertThat(result.help())
                .contains(
                        "lab step --strategy src/Mine.java --scenario join-join --play 'ann*2 bob!"
                                + " ann!'");
        assertThat(ran).containsExactly("--engine-only");
    }

    @Test
    void whatOnlyRaceTestsSeeIsANoteForStaff() throws Exception {
        var lab = lab(engine(EngineVerdict.EXHAUSTED), stress(RaceVerdict.BROKEN, 9_000));

        var racing = Racing.of(lab, ENTRANT, new Racing.Extras(true, ChatWhen.NEVER, List.of()));

        assertThat(verdict(racing)).isEqualTo(CriterionVerdict.HELD);
        assertThat(racing.notes()).singleElement().asString().contains("1 of 9,000 samples");
    }

    @Test
    void raceTestsDecideWhatTheEngineCannotControl() throws Exception {
        var uncontrolled = engine(EngineVerdict.UNCONTROLLED);

        var held =
                Racing.of(lab(uncontrolled, stress(RaceVerdict.HELD, 3_000)), ENTRANT, NO_EXTRAS);
        var broken =
                Racing.of(lab(uncontrolled, stress(RaceVerdict.BROKEN, 10)), ENTRANT, NO_EXTRAS);

        assertThat(verdict(held)).isEqualTo(CriterionVerdict.HELD);
        assertThat(verdict(broken)).isEqualTo(CriterionVerdict.BROKEN);
    }

    @Test
    void whatTheEngineHasDecidedStaysSoIfRaceTestsDecideTheRest() throws Exception {
        var engine =
                List.of(
                        engine(EngineVerdict.EXHAUSTED),
                        of("DELIVERY", engine(EngineVerdict.UNCONTROLLED)));
        var stress =
                List.of(
                        stress(RaceVerdict.BROKEN, 9_000),
                        of("DELIVERY", stress(RaceVerdict.HELD, 9_000)));
        var entrant =
                new Entrant(
                        Path.of("."),
                        "src/Mine.java",
                        Tool.RACE,
                        SHA,
                        List.of("MEMBERSHIP", "DELIVERY"));

        var racing = Racing.of(lab(engine, stress), entrant, NO_EXTRAS);

        assertThat(verdict(racing)).isEqualTo(CriterionVerdict.HELD);
        assertThat(racing.result().holds("DELIVERY", 3_000)).isTrue();
        assertThat(racing.notes()).singleElement().asString().contains("MEMBERSHIP");
    }

    @Test
    void aWitnessCountsEvenIfRaceTestsGiveNoResult() throws Exception {
        var rows =
                List.of(
                        engine(EngineVerdict.WITNESS),
                        of("DELIVERY", engine(EngineVerdict.UNCONTROLLED)));
        var entrant =
                new Entrant(
                        Path.of("."),
                        "src/Mine.java",
                        Tool.RACE,
                        SHA,
                        List.of("MEMBERSHIP", "DELIVERY"));
        var lab = lab(rows, rows);
        LabTools broken =
                (arguments, folder, limit) ->
                        arguments.contains("--quick")
                                ? new Outcome(3, "", "", "did not end within 240 s")
                                : lab.run(arguments, folder, limit);

        assertThat(verdict(Racing.of(broken, entrant, NO_EXTRAS)))
                .isEqualTo(CriterionVerdict.BROKEN);
    }

    @Test
    void tooFewSamplesAreLeftToAPerson() throws Exception {
        var lab = lab(engine(EngineVerdict.UNCONTROLLED), stress(RaceVerdict.HELD, 2_999));

        var racing = Racing.of(lab, ENTRANT, NO_EXTRAS);
        var result = RaceScore.of(CRITERION, racing.result(), "src/Mine.java", Tool.RACE);

        assertThat(result.verdict()).isEqualTo(CriterionVerdict.NOT_RUN);
        assertThat(result.needsHuman()).isTrue();
        assertThat(result.help()).contains("3,000 samples");
    }

    @Test
    void aResultWithAnythingBehindItOrAnotherExitCodeIsNone() throws Exception {
        var honest = lab(engine(EngineVerdict.EXHAUSTED), stress(RaceVerdict.HELD, 9_000));
        var output =
                honest.run(List.of("race", "", "", "--engine-only"), Path.of("."), Duration.ZERO);

        assertThat(RaceResult.of(output, SHA).trouble()).isNull();
        assertThat(
                        RaceResult.of(new Outcome(0, output.output() + output.output(), ""), SHA)
                                .trouble())
                .isEqualTo("the output of lab race is not a result.");
        assertThat(RaceResult.of(new Outcome(1, output.output(), ""), SHA).trouble())
                .isEqualTo("its exit code 1 does not fit its result.");
        assertThat(RaceResult.of(new Outcome(137, output.output(), ""), SHA).trouble())
                .isEqualTo("its exit code 137 does not fit its result.");
    }
}
