package chatlab.coursework.review;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.TestLabMain;
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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The page that student and staff read together has all that a grade rests on.
class AppealTest {
    private static final String RUBRIC =
            """
            schema: chatlab/rubric/1
            lab: "02"
            title: Words
            total: 30
            strategy: src/Mine.java
            criteria:
              - {id: keeps, points: 10, kind: race, guarantees: [MEMBERSHIP]}
              - {id: seen, points: 5, kind: claim, claim: {kind: race-observed, subject: unsafe}}
              - id: mechanism
                points: 15
                kind: human
                look_at: Mechanism
                levels:
                  - {points: 0, text: It is named.}
                  - {points: 15, text: The order of reads & writes.}
            """;

    private static final String REPORT =
            """
            ---
            schema: chatlab/report/1
            lab: "02"
            students:
              - {id: s1, name: Ann <b>Example</b>, share: 100}
            commit: none
            strategies: [unsafe]
            ai_use: none
            sources: []
            ---
            # <script>document.title = 'owned'</script>

            ## Results

            ```claim
            id: C1
            kind: race-observed
            subject: unsafe
            guarantee: MEMBERSHIP
            evidence: evidence/race.json
            because: "<img src=x>"
            ```
            """;

    @TempDir private Path folder;
    private Path grades;
    private Path rubric;
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void grade() throws IOException {
        grades = folder.resolve("grades");
        rubric = Files.writeString(folder.resolve("rubric.yaml"), RUBRIC);
        var ann = Files.createDirectories(folder.resolve("submissions/ann/evidence"));
        Files.writeString(folder.resolve("submissions/ann/report.md"), REPORT);
        Files.writeString(ann.resolve("race.json"), "{}");
        Files.createDirectories(grades.resolve("marks"));
        Files.writeString(
                grades.resolve("marks/ann.yaml"),
                "mechanism: {points: 15, note: \"told & shown\", by: Tutor Tim}\n");
        int exitCode =
                lab(
                        "grade",
                        "--rubric",
                        rubric.toString(),
                        folder.resolve("submissions").toString(),
                        "--out",
                        grades.toString(),
                        "--sandbox",
                        "process");
        assertThat(exitCode).as(errors.toString()).isZero();
        Files.writeString(grades.resolve("ann/runs/engine-1.json"), race());
    }

    /// As the grader keeps it, for a strategy that breaks.
    private static String race() {
        var witness = new EngineWitness("join-join", "ann*2 bob!", 1, 0, "Ann is lost", List.of());
        var row =
                new RaceRow(
                                "MEMBERSHIP",
                                true,
                                RaceVerdict.NOT_RUN,
                                RaceCause.NOT_ASKED,
                                0,
                                0,
                                null,
                                List.of(),
                                "")
                        .withEngine(
                                new EngineAnswer(
                                        EngineVerdict.WITNESS, 2, 2, 12, 900, witness, ""));
        var report =
                RaceReport.of(
                        new RacedStrategy("Mine", "Mine", "00", List.of("MEMBERSHIP")),
                        new CanaryResult(true, true),
                        List.of(row),
                        null);
        return Json.pretty(new RaceFile(List.of(report)));
    }

    private int lab(String... arguments) {
        var lab = TestLabMain.commandLine();
        lab.setOut(new PrintWriter(new StringWriter()));
        lab.setErr(new PrintWriter(errors, true));
        return lab.execute(arguments);
    }

    private String page() throws IOException {
        assertThat(lab("grade", "appeal", grades.toString(), "ann", "--rubric", rubric.toString()))
                .as(errors.toString())
                .isZero();
        return Files.readString(grades.resolve("ann/appeal.html"));
    }

    @Test
    void itHasTheRuleTheClaimTheEvidenceTheWitnessAndThePersonsDecision() throws IOException {
        assertThat(page())
                .contains("guarantees: MEMBERSHIP")
                .contains("A schedule that breaks one of these guarantees costs the points.")
                .contains("join-join, with 1 preemptions and 0 stale reads: Ann is lost")
                .contains("lab step --strategy src/Mine.java --scenario &#x27;join-join&#x27;")
                .contains("Claim C1, line 15")
                .contains("evidence/race.json, 2 bytes, sha256 44136fa3")
                .contains("15 points, by Tutor Tim: told &amp; shown")
                .contains("The order of reads &amp; writes.")
                .contains("The tools sign nothing that a student could not sign.");
    }

    @Test
    void nothingOfASubmissionIsMarkupThere() throws IOException {
        assertThat(page())
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("<b>")
                .contains("Ann &lt;b&gt;Example")
                .contains("default-src 'none'");
    }

    @Test
    void anUnknownSubmissionIsWrongUsage() {
        int exitCode =
                lab("grade", "appeal", grades.toString(), "nobody", "--rubric", rubric.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString()).contains("There is no submission nobody among the grades");
    }
}
