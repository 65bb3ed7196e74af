package chatlab.coursework.check;

import static chatlab.coursework.check.StudentFolder.means;
import static chatlab.coursework.check.StudentFolder.measured;
import static chatlab.coursework.check.StudentFolder.resource;
import static chatlab.evidence.ClaimVerdict.CONTRADICTED;
import static chatlab.evidence.ClaimVerdict.EQUIVALENT;
import static chatlab.evidence.ClaimVerdict.INADMISSIBLE;
import static chatlab.evidence.ClaimVerdict.INCONCLUSIVE;
import static chatlab.evidence.ClaimVerdict.NOT_RUN;
import static chatlab.evidence.ClaimVerdict.SUPPORTED;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Json;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Each kind of claim, and each verdict that it can get.
class ClaimsTest {
    @TempDir private Path temporary;

    private StudentFolder folder;

    @BeforeEach
    void aSoundSubmission() throws IOException {
        folder = new StudentFolder(temporary.resolve("s1"));
    }

    private static void isRuled(CheckedClaim claim, ClaimVerdict verdict, String... words) {
        for (String word : words) {
            assertThat(claim.rationale() + " | " + claim.help()).contains(word);
        }
        assertThat(claim.verdict()).as(claim.rationale()).isEqualTo(verdict);
    }

    // --- race-observed ---

    private static final String OBSERVED =
            """
            id: C1
            kind: race-observed
            subject: unsafe
            guarantee: MEMBERSHIP
            evidence: evidence/unsafe/race.json
            """;

    @Test
    void aClaimThatABrokenGuaranteeWasBrokenIsSupported() throws Exception {
        var claim = folder.only(OBSERVED + "at_least: 3,000\n");

        isRuled(claim, SUPPORTED, "3,357 of 32,512 (10 %)");
        assertThat(claim.earned()).isTrue();
        assertThat(claim.help()).isNull();
        assertThat(claim.line()).isEqualTo(27);
    }

    @Test
    void fewerViolationsThanClaimedContradictAClaim() throws Exception {
        isRuled(folder.only(OBSERVED + "at_least: 4000\n"), CONTRADICTED, "less often", "3,357");
    }

    @Test
    void whatHeldWasNotObserved() throws Exception {
        var claim = folder.only(OBSERVED.replace("MEMBERSHIP", "SENDER_ORDER"));

        isRuled(claim, CONTRADICTED, "0 of 19,200", "race-not-observed");
        assertThat(claim.earned()).isFalse();
    }

    @Test
    void anotherStrategysFileIsNoEvidence() throws Exception {
        isRuled(
                folder.only(OBSERVED.replace("subject: unsafe", "subject: cow")),
                NOT_RUN,
                "about unsafe, not about cow");
    }

    @Test
    void aStrategyThatCallsItselfLikeOneOfTheCatalogueIsNotThat() throws Exception {
        String forged =
                resource("race-fixed.json").replace("\"name\": \"fixed\"", "\"name\": \"cow\"");
        folder.run("cow", "race.json", forged);

        isRuled(folder.only(OBSERVED.replace("unsafe", "cow")), NOT_RUN, "not about cow");
    }

    // --- race-not-observed ---

    private static final String NOT_OBSERVED =
            """
            id: C1
            kind: race-not-observed
            subject: src/FixedBroadcast.java
            guarantee: MEMBERSHIP
            samples: 60000
            evidence: evidence/fixed/race.json
            """;

    @Test
    void aGuaranteeNotSeenBrokenIsSupportedWithItsBound() throws Exception {
        var claim = folder.only(NOT_OBSERVED + "bound: 5e-5\n");

        isRuled(claim, SUPPORTED, "not seen broken in 60,160 samples", "at most 0.0050 %");
        assertThat(claim.overclaim()).isFalse();
    }

    @Test
    void aClaimThatABrokenGuaranteeHeldIsContradicted() throws Exception {
        isRuled(
                folder.only(
                        NOT_OBSERVED
                                .replace(StudentFolder.OWN, "unsafe")
                                .replace("/fixed/", "/unsafe/")),
                CONTRADICTED,
                "was seen broken: 3,357");
    }

    @Test
    void moreSamplesThanTheRunHadAreContradicted() throws Exception {
        isRuled(
                folder.only(NOT_OBSERVED.replace("60000", "1 million")),
                CONTRADICTED,
                "1,000,000 samples, the run has 60,160");
    }

    @Test
    void aTighterBoundThanTheSamplesGiveIsAnOverclaim() throws Exception {
        var claim = folder.only(NOT_OBSERVED + "bound: 1e-6\n");

        isRuled(claim, CONTRADICTED, "3/N is 0.0050 %", "Claim no less");
        assertThat(claim.overclaim()).isTrue();
        assertThat(folder.check().findings())
                .extracting(CheckedReport.Finding::kind)
                .containsExactly(Kind.OVERCLAIM);
    }

    @ParameterizedTest
    @CsvSource({
        "conclusion, it is safe",
        "because, the lock proves it",
        "conclusion, it cannot break"
    })
    void moreThanTestsCanShowIsAnOverclaim(String key, String words) throws Exception {
        var claim = folder.only(NOT_OBSERVED + key + ": " + words + "\n");

        isRuled(claim, CONTRADICTED, "60,160 samples", "at most 0.0050 %", "Say what was seen");
        assertThat(claim.overclaim()).isTrue();
    }

    @Test
    void anArrangedSituationHasNoBound() throws Exception {
        String claim =
                NOT_OBSERVED
                        .replace(StudentFolder.OWN, "unsafe")
                        .replace("/fixed/", "/unsafe/")
                        .replace("MEMBERSHIP", "FAILURE_ISOLATION")
                        .replace("60000", "1");

        isRuled(folder.only(claim + "bound: 0.5\n"), CONTRADICTED, "no bound", "Leave 'bound' out");
    }

    @Test
    void aFailedCanaryMakesItInadmissible() throws Exception {
        folder.run(
                "fixed",
                "race.json",
                resource("race-fixed.json").replace("\"caught\": true", "\"caught\": false"));

        isRuled(folder.only(NOT_OBSERVED), INADMISSIBLE, "canary", "idle machine");
    }

    @Test
    void aRowWithoutVerdictIsNotRun() throws Exception {
        folder.run(
                "fixed",
                "race.json",
                resource("race-fixed.json")
                        .replaceFirst("\"HELD\"", "\"NOT RUN\"")
                        .replaceFirst("\"bound\": [0-9.e-]+", "\"bound\": null"));

        isRuled(folder.only(NOT_OBSERVED), NOT_RUN, "no verdict on MEMBERSHIP", "never a pass");
    }

    @Test
    void aGuaranteeThatWasNotAskedAboutIsNotRun() throws Exception {
        folder.run(
                "fixed",
                "race.json",
                resource("race-fixed.json").replace("\"MEMBERSHIP\"", "\"DELIVERY\""));

        isRuled(folder.only(NOT_OBSERVED), NOT_RUN, "did not ask about MEMBERSHIP");
    }

    @Test
    void aRunOfAnotherVersionOfTheSourceIsInadmissible() throws Exception {
        Files.writeString(folder.path().resolve(StudentFolder.OWN), "// changed\n");

        isRuled(folder.only(NOT_OBSERVED), INADMISSIBLE, "another version", "that you hand in");
        assertThat(folder.check().findings())
                .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.EVIDENCE));
    }

    @Test
    void severalRunsInAFileCountAsOneLongRun() throws Exception {
        String once = resource("race-fixed.json");
        folder.run("fixed", "race.json", "[" + once + "," + once + "]");

        isRuled(folder.only(NOT_OBSERVED.replace("60000", "120000")), SUPPORTED, "120,320 samples");
    }

    /// A race of a file from before `HELD` needed 100 samples.
    private static String fewSamples(int samples) {
        return resource("race-fixed.json")
                .replaceFirst("\"samples\": 60160", "\"samples\": " + samples)
                .replaceFirst("\"bound\": [0-9.e-]+", "\"bound\": " + 3.0 / samples);
    }

    @Test
    void fewerThan100SamplesSupportNoClaim() throws Exception {
        folder.run("fixed", "race.json", fewSamples(99));
        folder.claim(NOT_OBSERVED.replace("60000", "50"))
                .claim(NOT_OBSERVED.replace("race-not-observed", "race-observed"))
                .claim(TABLE)
                .claim(NOT_OBSERVED.replace("race-not-observed", "deadlock"));

        assertThat(folder.check().claims())
                .hasSize(4)
                .allSatisfy(claim ->
                        isRuled(
                                claim,
                                NOT_RUN,
                                "has 99 samples of MEMBERSHIP, too few for a verdict: below 100"
                                        + " samples the bound is above 3 %",
                                "--time 60s"));
    }

    @Test
    void a100SamplesSupportAClaimAlsoIfSeveralRunsHaveThemTogether() throws Exception {
        folder.run("fixed", "race.json", "[" + fewSamples(50) + "," + fewSamples(50) + "]");

        isRuled(
                folder.only(NOT_OBSERVED.replace("60000", "100") + "bound: 3 %\n"),
                SUPPORTED,
                "100 samples",
                "at most 3 %");
    }

    @Test
    void rowsBesidesTheGuaranteesAreAccepted() throws Exception {
        String rows =
                """
                "results": [
                 {"guarantee": "CONTRACT", "declared": true, "verdict": "NOT RUN",
                  "cause": "TIME_UP", "samples": 0, "violations": 0, "bound": null,
                  "outcomes": [], "note": "no time"},
                 {"guarantee": "IDENTITY", "declared": false, "verdict": "BROKEN", "samples": 9,
                  "violations": 1, "bound": null, "outcomes": [], "note": "two are one"},
                """;
        folder.run(
                "fixed",
                "race.json",
                resource("race-fixed.json").replaceFirst("\"results\": \\[", rows));

        isRuled(folder.only(NOT_OBSERVED), SUPPORTED, "60,160 samples");
    }

    // --- Figures of a race that do not belong together ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"violations\": 3357 | \"violations\": 9999 | violations is 9999, but the outcomes"
                        + " add up to 3357",
                "\"verdict\": \"BROKEN\" | \"verdict\": \"HELD\" | violations is 3357, but the"
                        + " verdict is HELD",
                "\"verdict\": \"BROKEN\" | \"verdict\": \"FINE\" | verdict is none that lab race"
                        + " gives",
                "\"samples\": 32512 | \"samples\": \"many\" | samples is not a whole" + " number",
                "\"count\": 103 | \"count\": -103 | count is not a whole number"
            })
    void anEditedRaceIsInadmissibleAndTheFieldIsNamed(String from, String to, String why)
            throws Exception {
        String edited = resource("race-unsafe.json").replaceFirst(Pattern.quote(from), to);
        folder.run("unsafe", "race.json", edited);

        isRuled(folder.only(OBSERVED), INADMISSIBLE, "row of MEMBERSHIP", why);
    }

    @Test
    void aBoundThatDoesNotFollowFromTheSamplesIsInadmissible() throws Exception {
        folder.run(
                "fixed",
                "race.json",
                resource("race-fixed.json")
                        .replaceFirst("\"samples\": 60160", "\"samples\": 60160000"));

        isRuled(folder.only(NOT_OBSERVED), INADMISSIBLE, "bound does not follow from the samples");
    }

    // --- deadlock ---

    private static final String DEADLOCK =
            """
            id: C1
            kind: deadlock
            subject: unsafe-upgrade
            guarantee: REENTRANCY
            evidence: evidence/upgrade/race.json
            """;

    @Test
    void aCallThatNeverReturnedIsADeadlock() throws Exception {
        isRuled(folder.only(DEADLOCK), SUPPORTED, "never returned");
    }

    @Test
    void withoutAGuaranteeItIsAboutLiveness() throws Exception {
        isRuled(
                folder.only(DEADLOCK.replace("guarantee: REENTRANCY\n", "")),
                CONTRADICTED,
                "No call on unsafe-upgrade was seen to hang",
                "name the guarantee whose test hung");
    }

    @Test
    void otherBreachesAreNoDeadlock() throws Exception {
        isRuled(
                folder.only(
                        DEADLOCK.replace("unsafe-upgrade", "unsafe")
                                .replace("/upgrade/", "/unsafe/")),
                CONTRADICTED,
                "not by a call that hangs");
    }

    // --- guarantee-table ---

    private static final String TABLE =
            """
            id: C1
            kind: guarantee-table
            subject: src/FixedBroadcast.java
            row: {MEMBERSHIP: held, REENTRANCY: broken}
            evidence: evidence/fixed/race.json
            """;

    @Test
    void aRowAsTheRunFoundItIsSupported() throws Exception {
        isRuled(folder.only(TABLE), SUPPORTED, "All 2 are as the run");
    }

    @Test
    void aWrongWordInARowContradictsIt() throws Exception {
        isRuled(
                folder.only(TABLE.replace("REENTRANCY: broken", "REENTRANCY: held")),
                CONTRADICTED,
                "found otherwise: REENTRANCY broken");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "MEMBERSHIP: held, MEMBERSIP: held, did you mean 'MEMBERSHIP'?",
                "MEMBERSHIP: held, MEMBERSHIP: safe, 'held' or 'broken'"
            })
    void aRowOfOtherWordsIsAFinding(String from, String to, String why) throws Exception {
        isRuled(folder.only(TABLE.replace(from, to)), NOT_RUN, why);
        assertThat(folder.check().findings())
                .anySatisfy(f -> assertThat(f.kind()).isEqualTo(Kind.KEY));
    }

    // --- witness ---

    private static final String WITNESS =
            """
            id: C1
            kind: witness
            subject: unsafe
            guarantee: MEMBERSHIP
            scenario: join-join
            evidence: evidence/witness.json
            """;

    private StudentFolder withWitness() throws IOException {
        Files.writeString(folder.path().resolve("evidence/witness.json"), resource("witness.json"));
        return folder;
    }

    /// A replay that says this.
    private static LabTools replay(int exitCode, String verdict) {
        return (arguments, directory, _) -> {
            assertThat(arguments)
                    .containsExactly(
                            "step",
                            "--play",
                            "evidence/witness.json",
                            "--strategy",
                            "unsafe",
                            "--json");
            assertThat(directory).isDirectory();
            String json =
                    Json.line(
                            Map.of(
                                    "schema",
                                    "chatlab/replay/1",
                                    "verdict",
                                    verdict,
                                    "sentence",
                                    "It came out so.",
                                    "steps",
                                    41));
            return new LabTools.Outcome(exitCode, "noise\n" + json + "\n", "");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "0, REPRODUCED, SUPPORTED, It came out so.",
        "1, OUTCOME_DIFFERS, CONTRADICTED, Record it anew",
        "3, SOURCE_DIFFERS, INADMISSIBLE, has changed since",
        "3, JDK_DIFFERS, INADMISSIBLE, another JDK",
        "3, WHAT, NOT_RUN, could not be replayed"
    })
    void aWitnessIsWhatItsReplayShows(int exitCode, String replay, ClaimVerdict verdict, String why)
            throws Exception {
        var claim =
                withWitness().claim(WITNESS).check(replay(exitCode, replay)).claims().getFirst();

        isRuled(claim, verdict, why);
    }

    @Test
    void aReplayThatSaysNothingIsNotRun() throws Exception {
        LabTools silent = (_, _, _) -> new LabTools.Outcome(3, "PASS\n{}\n{\"schema\":", "boom");
        var claim = withWitness().claim(WITNESS).check(silent).claims().getFirst();

        isRuled(claim, NOT_RUN, "could not be replayed", "lab step --play evidence/witness.json");
    }

    @ParameterizedTest
    @CsvSource({
        "guarantee: MEMBERSHIP, guarantee: DELIVERY, 'shows MEMBERSHIP broken, not DELIVERY'",
        "scenario: join-join, scenario: join-leave, 'of the scenario join-join, not join-leave'"
    })
    void aWitnessOfSomethingElseIsContradicted(String from, String to, String why)
            throws Exception {
        isRuled(withWitness().only(WITNESS.replace(from, to)), CONTRADICTED, why);
    }

    @Test
    void aWitnessOfAnotherVersionOfTheOwnSourceIsInadmissible() throws Exception {
        isRuled(
                withWitness()
                        .only(WITNESS.replace("subject: unsafe", "subject: " + StudentFolder.OWN)),
                INADMISSIBLE,
                "another version of src/FixedBroadcast.java");
    }

    @Test
    void aRaceIsNoWitness() throws Exception {
        isRuled(
                folder.only(WITNESS.replace("evidence/witness.json", "evidence/unsafe/race.json")),
                INADMISSIBLE,
                "is not a witness file");
    }

    @Test
    void aWitnessOfAHangIsADeadlock() throws Exception {
        String hang = resource("witness.json").replace("\"MEMBERSHIP\"", "\"LIVENESS\"");
        Files.writeString(folder.path().resolve("evidence/witness.json"), hang);
        String claim =
                """
                id: C1
                kind: deadlock
                subject: unsafe
                evidence: evidence/witness.json
                """;

        isRuled(
                folder.claim(claim).check(replay(0, "REPRODUCED")).claims().getFirst(),
                SUPPORTED,
                "It came out so.");
    }

    // --- faster, equivalent, ordering ---

    private static final String FASTER =
            """
            id: C1
            kind: faster
            subject: cow
            than: rwlock
            where: {members: 64, threads: 2, churn: "0"}
            evidence: evidence/bench/bench.json
            """;

    private static final List<JmhResult> CLEAR =
            measured(0.01, means("cow", 2e6, "rwlock", 1e6, "synchronized", 1.002e6));

    private static final List<JmhResult> OPEN = measured(0.3, means("cow", 1.3e6, "rwlock", 1e6));

    @ParameterizedTest
    @CsvSource({
        "cow, rwlock, , SUPPORTED, cow is 2.00 times as fast as rwlock",
        "cow, rwlock, 1.5, SUPPORTED, 2.00 times",
        "cow, rwlock, 3, CONTRADICTED, 2.00 times",
        "rwlock, cow, , CONTRADICTED, rwlock is 0.50 times as fast as cow",
        "rwlock, synchronized, , EQUIVALENT, 'as fast as one another, within 3 %'"
    })
    void fasterIsDecidedByTheIntervalOfTheRatio(
            String subject, String than, String factor, ClaimVerdict verdict, String why)
            throws Exception {
        String claim =
                FASTER.replace("subject: cow", "subject: " + subject)
                                .replace("than: rwlock", "than: " + than)
                        + (factor == null ? "" : "by_at_least: " + factor + "\n");

        isRuled(folder.bench(CLEAR).only(claim), verdict, why);
        assertThat(folder.check().claims().getFirst().earned()).isEqualTo(verdict == SUPPORTED);
    }

    @Test
    void anOpenComparisonIsInconclusiveAndSaysHowManyForksWouldSettleIt() throws Exception {
        var claim = folder.bench(OPEN).only(FASTER);

        isRuled(claim, INCONCLUSIVE, "leave it open", "--time");
        assertThat(folder.check().isSound()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "rwlock, synchronized, EQUIVALENT, true, as fast as",
        "cow, rwlock, CONTRADICTED, false, 2.00 times",
        "rwlock, cow, CONTRADICTED, false, 0.50 times"
    })
    void equivalentIsEarnedByEquivalence(
            String subject, String to, ClaimVerdict verdict, boolean earned, String why)
            throws Exception {
        String claim =
                FASTER.replace("kind: faster", "kind: equivalent")
                        .replace("subject: cow", "subject: " + subject)
                        .replace("than: rwlock", "to: " + to);

        isRuled(folder.bench(CLEAR).only(claim), verdict, why);
        assertThat(folder.check().claims().getFirst().earned()).isEqualTo(earned);
    }

    private static final String ORDERING =
            """
            id: C1
            kind: ordering
            order: [cow, rwlock, synchronized]
            where: {members: 64, threads: 2, churn: "0"}
            evidence: evidence/bench/bench.json
            """;

    @Test
    void anOrderingStandsIfEachStepDoes() throws Exception {
        folder.bench(measured(0.01, means("cow", 3e6, "rwlock", 2e6, "synchronized", 1e6)));

        isRuled(folder.only(ORDERING), SUPPORTED, "cow is 1.50 times", "rwlock is 2.00 times");
    }

    @Test
    void oneEquivalentStepMakesAnOrderingEquivalentAndNotEarned() throws Exception {
        var claim = folder.bench(CLEAR).only(ORDERING);

        isRuled(claim, EQUIVALENT, "rwlock is 1.00 times as fast as synchronized");
        assertThat(claim.earned()).isFalse();
    }

    @Test
    void oneStepTheOtherWayContradictsAnOrdering() throws Exception {
        folder.bench(measured(0.01, means("cow", 3e6, "rwlock", 1e6, "synchronized", 2e6)));

        isRuled(
                folder.only(ORDERING),
                CONTRADICTED,
                "rwlock is 0.50 times as fast as synchronized");
    }

    @Test
    void claimsOfAReportAreJudgedTogether() throws Exception {
        // Clear enough alone, and not among ten.
        folder.bench(measured(0.02, means("cow", 1.085e6, "rwlock", 1e6)));
        isRuled(folder.only(FASTER), SUPPORTED);

        for (int i = 2; i <= 40; i++) folder.claim(FASTER.replace("C1", "C" + i));
        var together = folder.write().check();

        assertThat(together.claims()).hasSize(40);
        assertThat(together.claims().getFirst().verdict()).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void ownSourcesAreMeasuredUnderTheirClass() throws Exception {
        folder.bench(measured(0.01, means("FixedBroadcast", 2e6, "rwlock", 1e6)));

        isRuled(
                folder.only(FASTER.replace("subject: cow", "subject: " + StudentFolder.OWN)),
                SUPPORTED);
    }

    @Test
    void aBenchmarkOfAnotherSourceVersionIsInadmissible() throws Exception {
        folder.bench(
                measured(0.01, means("FixedBroadcast", 2e6, "rwlock", 1e6)),
                Map.of("sha256", Map.of("FixedBroadcast", "0".repeat(64))));

        isRuled(
                folder.only(FASTER.replace("subject: cow", "subject: " + StudentFolder.OWN)),
                INADMISSIBLE,
                "another version");
    }

    @Test
    void correctBeforeFast() throws Exception {
        folder.bench(
                CLEAR,
                Map.of("correctness", Map.of("cow", Map.of("faults", List.of("breaks DELIVERY")))));

        isRuled(folder.only(FASTER), INADMISSIBLE, "struck out", "wrong");
    }

    @Test
    void aScoreThatDoesNotFollowFromTheRawDataIsInadmissibleAndNamed() throws Exception {
        String edited =
                Json.pretty(CLEAR).replaceFirst("\"score\": [0-9.E]+", "\"score\": 4000000.0");
        folder.run("bench", "bench.json", edited);

        isRuled(folder.only(FASTER), INADMISSIBLE, "primaryMetric.score", "the mean of rawData is");
    }

    @Test
    void aWideMarginMakesNothingEquivalent() throws Exception {
        folder.bench(CLEAR, Map.of("margin", 5.0));

        isRuled(folder.only(FASTER), INADMISSIBLE, "margin of 500 %");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "members: 64 | members: 65 | NOT_RUN | no measurement of cow at | Measured was:"
                        + " ChurnBenchmark",
                "members: 64 | memebers: 64 | NOT_RUN | 'memebers', which was not measured; did you"
                        + " mean 'members'? | bench.html",
                "than: rwlock | than: striped | NOT_RUN | no measurement of striped | cow, rwlock,"
                        + " synchronized",
                "than: rwlock | than: cow | NOT_RUN | compared with itself | two different"
            })
    void aComparisonThatWasNotMeasuredIsNotRun(
            String from, String to, ClaimVerdict verdict, String why, String help)
            throws Exception {
        isRuled(folder.bench(CLEAR).only(FASTER.replace(from, to)), verdict, why, help);
    }

    @Test
    void severalMeasurementsThatFitAreAmbiguous() throws Exception {
        var twice = new ArrayList<>(CLEAR);
        twice.addAll(CLEAR);

        isRuled(folder.bench(twice).only(FASTER), INADMISSIBLE, "fits several measurements");
    }

    @Test
    void theNameOfAServerIsASubjectToo() throws Exception {
        folder.bench(measured(0.01, means("cow/queued/virtual", 2e6, "cow/direct/virtual", 1e6)));

        isRuled(
                folder.only(
                        FASTER.replace("subject: cow", "subject: cow/queued/virtual")
                                .replace("than: rwlock", "than: cow/direct/virtual")),
                SUPPORTED,
                "2.00 times");
    }
}
