package chatlab.coursework.grade;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.check.StudentFolder;
import chatlab.coursework.race.RaceResult;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.rubric.Tool;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.race.EngineAnswer;
import chatlab.evidence.race.EngineVerdict;
import chatlab.evidence.race.EngineWitness;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Evidence that its author wrote anew, with a manifest that fits, does not survive the grader's
/// own race.
class RerunTest {
    private static final String HONEST_BOUND =
            """
            id: C1
            kind: race-not-observed
            subject: src/FixedBroadcast.java
            guarantee: MEMBERSHIP
            samples: 1000
            evidence: evidence/fixed/race.json
            """;

    private static final String TABLE =
            """
            id: C2
            kind: guarantee-table
            subject: src/FixedBroadcast.java
            row: {MEMBERSHIP: held}
            evidence: evidence/fixed/race.json
            """;

    private static final String OF_ANOTHER =
            """
            id: C3
            kind: race-observed
            subject: unsafe
            guarantee: MEMBERSHIP
            evidence: evidence/unsafe/race.json
            """;

    @TempDir private Path folder;

    private CheckedReport report() throws Exception {
        var report =
                new StudentFolder(folder)
                        .claim(HONEST_BOUND)
                        .claim(TABLE)
                        .claim(OF_ANOTHER)
                        .check();
        assertThat(report.claims()).allMatch(CheckedReport.CheckedClaim::earned);
        return report;
    }

    private static RaceResult race(RaceVerdict verdict, @Nullable EngineAnswer engine) {
        var row =
                new RaceRow(
                        "MEMBERSHIP",
                        true,
                        verdict,
                        null,
                        engine == null ? 9_000 : 0,
                        engine == null && verdict == RaceVerdict.BROKEN ? 3 : 0,
                        null,
                        List.of(),
                        "Two joins returned true, and one of them is not in the list.",
                        engine);
        return new RaceResult(List.of(row), Set.of("MEMBERSHIP"), List.of(), null, false);
    }

    private static EngineAnswer engine(EngineVerdict verdict, @Nullable EngineWitness witness) {
        return new EngineAnswer(verdict, 2, 2, 3, 100, witness, "");
    }

    @Test
    void aScheduleContradictsEvidenceThatHeld() throws Exception {
        var witness = new EngineWitness("join-join", "1 2 2 1", 1, 0, "a join was lost", null);

        var rerun =
                Rerun.of(
                        report(),
                        race(RaceVerdict.BROKEN, engine(EngineVerdict.WITNESS, witness)),
                        StudentFolder.OWN,
                        Tool.RACE);

        assertThat(rerun.report().claims())
                .extracting(CheckedReport.CheckedClaim::verdict)
                .containsExactly(
                        ClaimVerdict.CONTRADICTED,
                        ClaimVerdict.CONTRADICTED,
                        ClaimVerdict.SUPPORTED);
        assertThat(rerun.report().claims().getFirst().help()).contains("--play '1 2 2 1'");
        assertThat(rerun.flags())
                .hasSize(2)
                .first()
                .isEqualTo(
                        "C1: the evidence shows MEMBERSHIP not broken, but the grader's engine"
                                + " broke it");
    }

    @Test
    void aRaceTestThatSawMoreIsAFlagOnly() throws Exception {
        var report = report();

        var rerun = Rerun.of(report, race(RaceVerdict.BROKEN, null), StudentFolder.OWN, Tool.RACE);

        assertThat(rerun.report()).isEqualTo(report);
        assertThat(rerun.flags())
                .hasSize(2)
                .allMatch(each -> each.contains("grader's race broke it"));
    }

    @Test
    void aRaceThatAgreesChangesNothing() throws Exception {
        var report = report();

        var rerun =
                Rerun.of(
                        report,
                        race(RaceVerdict.HELD, engine(EngineVerdict.EXHAUSTED, null)),
                        StudentFolder.OWN,
                        Tool.RACE);

        assertThat(rerun).isEqualTo(new Rerun(report, List.of()));
    }

    @Test
    void brokenEvidenceOfAStrategyThatHeldIsFlagged() throws Exception {
        var report = report();
        var claim = report.claims().getLast();
        var own =
                new CheckedReport.CheckedClaim(
                        "C3",
                        claim.kind(),
                        1,
                        Map.of("subject", StudentFolder.OWN, "guarantee", "MEMBERSHIP"),
                        claim.verdict(),
                        true,
                        false,
                        "",
                        null,
                        null,
                        null);

        var rerun =
                Rerun.of(
                        report.with(List.of(own)),
                        race(RaceVerdict.HELD, engine(EngineVerdict.EXHAUSTED, null)),
                        StudentFolder.OWN,
                        Tool.RACE);

        assertThat(rerun.report().claims()).containsExactly(own);
        assertThat(rerun.flags())
                .singleElement()
                .asString()
                .contains("the evidence shows MEMBERSHIP broken");
    }
}
