package chatlab.coursework.check;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.coursework.report.Report;
import chatlab.evidence.ClaimVerdict;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The findings about a report besides its claims, each with its line.
class FindingsTest {
    private static final String OBSERVED =
            """
            id: C1
            kind: race-observed
            subject: unsafe
            guarantee: MEMBERSHIP
            evidence: evidence/unsafe/race.json
            """;
    private static final String NOT_OBSERVED =
            """
            id: C2
            kind: race-not-observed
            subject: src/FixedBroadcast.java
            guarantee: MEMBERSHIP
            samples: 60000
            evidence: evidence/fixed/race.json
            """;

    @TempDir private Path temporary;
    private StudentFolder folder;

    @BeforeEach
    void aSoundSubmission() throws IOException {
        folder = new StudentFolder(temporary.resolve("s1"));
        folder.claim(OBSERVED).claim(NOT_OBSERVED);
    }

    private List<Finding> findings() throws IOException, InterruptedException {
        return folder.check().findings();
    }

    private void findsOnly(Kind kind, int line, String... words)
            throws IOException, InterruptedException {
        assertThat(findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what()).contains(words);
                    assertThat(finding.kind()).isEqualTo(kind);
                    assertThat(finding.line()).isEqualTo(line);
                });
    }

    @Test
    void aSoundReportHasNone() throws Exception {
        var report = folder.check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.claims()).allMatch(CheckedReport.CheckedClaim::earned);
        assertThat(report.lab()).isEqualTo("02");
        assertThat(report.students())
                .containsExactly(
                        new CheckedReport.Student("s1234567", "Ann Example", 60),
                        new CheckedReport.Student("s7654321", "Bob Example", 40));
        assertThat(report.sections().keySet()).containsExactlyElementsOf(Report.SECTIONS);
        assertThat(report.sections().get("Method")).isEqualTo("We ran the race tests.");
    }

    @Test
    void checkingAgainGivesAnEqualReport() throws Exception {
        assertThat(folder.check()).isEqualTo(folder.check());
    }

    @Test
    void endsOfLinesAndAByteOrderMarkDoNotMatter() throws Exception {
        folder.write();
        Path file = folder.path().resolve("report.md");
        Files.writeString(file, "\ufeff" + Files.readString(file).replace("\n", "\r\n"));

        assertThat(findings()).isEmpty();
    }

    // --- The front matter ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ai_use: none | ai_us: none | 9 | no key 'ai_us'; did you mean 'ai_use'?",
                "share: 40 | share: 50 | 4 | add up to 110, not to 100",
                "share: 40 | share: lots | 4 | must be a number of per cent",
                "id: s7654321 | id: s1234567 | 4 | named twice",
                "id: s7654321 | id: TODO | 4 | must be the course's",
                "name: Bob Example | nam: Bob Example | 4 | no key 'nam'; did you mean 'name'?",
                "schema: chatlab/report/1 | schema: chatlab/report/2 | 2 | must be"
                        + " chatlab/report/1",
                "lab: \"02\" | lab: two | 3 | two digits",
                "commit: 0123abc | commit: TODO | 7 | still to be filled in",
                "[unsafe, src/FixedBroadcast.java] | [../etc/passwd] | 8 | names no strategy"
            })
    void aKeyThatIsNotAsItMustBe(String from, String to, int line, String what) throws Exception {
        folder.head(folder.head().replace(from, to));

        assertThat(findings())
                .anySatisfy(finding -> {
                    assertThat(finding.what()).contains(what);
                    assertThat(finding.kind()).isEqualTo(Kind.KEY);
                    assertThat(finding.line()).isEqualTo(line);
                });
    }

    @Test
    void aKeyThatIsMissing() throws Exception {
        folder.head(folder.head().replace("sources: []\n", ""));

        findsOnly(Kind.KEY, 1, "lacks the key 'sources'");
    }

    @Test
    void noFrontMatterAtAll() throws Exception {
        folder.text("# Hello\n");

        assertThat(findings())
                .anySatisfy(f -> assertThat(f.what()).contains("must begin with its front matter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &x [1]\nb: *x\n",
                "a: {b: {c: {d: {e: {f: {g: {h: {i: {j: 1}}}}}}}}}\n",
                "a: [\n",
                "- 1\n- 2\n",
                "a: 1\na: 2\n",
                "? [x]\n: 1\n",
                "a: !!javax.script.ScriptEngineManager [1\n"
            })
    void yamlThatIsNoPlainData(String yaml) throws Exception {
        folder.head(yaml);

        assertThat(findings())
                .anySatisfy(finding -> {
                    assertThat(finding.what()).startsWith("The front matter ");
                    assertThat(finding.kind()).isEqualTo(Kind.KEY);
                    assertThat(finding.line()).isBetween(2, 4);
                });
    }

    // --- Sections ---

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<!-- What do you expect? -->", "TODO", "TODO: later", "- TODO\n\n..."})
    void anEmptySection(String text) throws Exception {
        folder.write();
        Path file = folder.path().resolve("report.md");
        folder.text(Files.readString(file).replace("We ran the race tests.", text));

        findsOnly(Kind.SECTION, 19, "section Method is empty");
    }

    @Test
    void aSectionThatIsMissingOrHasAnotherName() throws Exception {
        folder.write();
        Path file = folder.path().resolve("report.md");
        folder.text(Files.readString(file).replace("## Limits", "## Limit"));

        findsOnly(Kind.SECTION, 0, "section Limits is missing; is it '## Limit'?");
    }

    @Test
    void aSectionTwice() throws Exception {
        folder.write();
        Path file = folder.path().resolve("report.md");
        folder.text(Files.readString(file) + "\n## Method\n\nAgain.\n");

        assertThat(findings())
                .anySatisfy(f -> assertThat(f.what()).contains("second section Method"));
    }

    @Test
    void aReportWithoutAClaim() throws Exception {
        var empty = new StudentFolder(temporary.resolve("s2"));

        assertThat(empty.check().findings())
                .singleElement()
                .satisfies(f -> assertThat(f.what()).contains("makes no claim"));
    }

    // --- Claims ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guarantee: DELIVERY; at_most: 3 | no key 'at_most'",
                "guarante: DELIVERY | needs the key 'guarantee'",
                "guarantee: DELIVERIES | did you mean 'DELIVERY'?"
            })
    void aClaimWithOtherKeys(String keys, String what) throws Exception {
        folder.claim(
                "id: C3\n"
                        + "kind: race-observed\n"
                        + "subject: unsafe\n"
                        + "evidence: evidence/unsafe/race.json\n"
                        + keys.replace("; ", "\n"));

        assertThat(findings())
                .anySatisfy(finding -> {
                    assertThat(finding.what()).startsWith("C3: ").contains(what);
                    assertThat(finding.kind()).isEqualTo(Kind.KEY);
                    assertThat(finding.line()).isBetween(44, 50);
                });
    }

    @Test
    void aClaimOfNoKind() throws Exception {
        folder.claim("id: C3\nkind: race-observd\nevidence: evidence/unsafe/race.json");

        findsOnly(
                Kind.KEY,
                46,
                "C3: There is no kind of claim 'race-observd'; did you mean 'race-observed'?");
    }

    @Test
    void twoClaimsOfTheSameId() throws Exception {
        folder.claim(OBSERVED);

        findsOnly(Kind.KEY, 45, "a second claim C1");
    }

    @Test
    void aClaimThatCannotBeRead() throws Exception {
        folder.claim("id: C3: no\n  - what");

        assertThat(findings())
                .anySatisfy(f -> assertThat(f.what()).startsWith("The claim is not YAML"));
        assertThat(folder.check().claims())
                .last()
                .satisfies(claim -> {
                    assertThat(claim.verdict()).isEqualTo(ClaimVerdict.NOT_RUN);
                    assertThat(claim.id()).isEqualTo("#3");
                });
    }

    // --- Numbers ---

    @Test
    void numbersThatTheEvidenceHoldsAreFine() throws Exception {
        folder.prose(
                """
                We saw 3,357 losses in 32,512 meetings, which is 10.3 % [C1]. In 60,160 samples there
                was none, so at most 0.005 % are broken [C2]. Some 17 others are not marked.

                | strategy | broken | of |
                |---|---|---|
                | unsafe [C1] | 3,357 | 32.5 k |
                | fixed [C2] | 0 | about 60,000 |
                """);

        assertThat(findings()).isEmpty();
    }

    @Test
    void aNumberThatItDoesNotHoldIsFoundInItsLine() throws Exception {
        folder.prose("Of the meetings,\nwe saw 3,358 losses\nin 32,512 [C1]. Then 5.");

        findsOnly(Kind.NUMBER, 26, "C1 holds no number that rounds to 3,358");
    }

    @Test
    void aNumberInARowIsComparedToo() throws Exception {
        folder.prose("| a | b |\n|---|---|\n| unsafe [C1] | 11.3 % |\n");

        findsOnly(Kind.NUMBER, 27, "rounds to 11.3 %");
    }

    @Test
    void aMarkBehindTheFullStopBelongsToTheSentenceBefore() throws Exception {
        folder.prose("We saw 9,999 losses. [C1] Then we saw 77 birds.");

        findsOnly(Kind.NUMBER, 25, "9,999");
    }

    @Test
    void aMarkOfNoClaim() throws Exception {
        folder.prose("We saw 3,357 losses [C7].");

        findsOnly(Kind.NUMBER, 25, "There is no claim C7");
    }

    // --- Overclaims ---

    @Test
    void aSentenceThatSaysTooMuchCountsAgainstItsClaim() throws Exception {
        folder.prose("The repaired strategy is thread-safe [C2].");

        findsOnly(Kind.OVERCLAIM, 25, "is thread-safe");
        assertThat(folder.check().claims())
                .extracting(CheckedReport.CheckedClaim::overclaim)
                .containsExactly(false, true);
        assertThat(folder.check().claims().getLast().help())
                .startsWith(
                        "Line 25 of the report: 'is thread-safe' is more than any run can show");
    }

    // --- The prediction ---

    @Test
    void aPredictionThatIsNotSealed() throws Exception {
        folder.unsealed();

        findsOnly(Kind.PREDICTION, 0, "not sealed", "lab report seal");
    }

    @Test
    void aPredictionThatWasChangedSince() throws Exception {
        folder.write();
        Path file = folder.path().resolve("report.md");
        Files.writeString(
                file, Files.readString(file).replace("One join in a hundred", "One join in ten"));

        findsOnly(Kind.PREDICTION, 11, "has been changed since it was sealed");
    }

    @Test
    void aPredictionFromAfterTheFirstRun() throws Exception {
        folder.write();
        Path file = folder.path().resolve("report.md");
        Files.writeString(file, Files.readString(file).replace("2026-03-01T18", "2026-03-02T18"));

        findsOnly(
                Kind.PREDICTION,
                11,
                "after the first run of the evidence began (2026-03-02T10:00:00Z)");
    }

    @Test
    void aSealThatCannotBeRead() throws Exception {
        folder.unsealed().head(folder.head() + "prediction: {sealed: yesterday, sha256: abc}\n");

        findsOnly(Kind.PREDICTION, 11, "cannot be read");
    }

    @Test
    void sealingAgainReplacesTheSealHoweverItIsWritten() throws Exception {
        folder.head(
                        folder.head()
                                .replace(
                                        "sources: []",
                                        "prediction:\n  sealed: x\n  sha256: y\nsources: []"))
                .write();

        assertThat(findings()).isEmpty();
        assertThat(Files.readString(folder.path().resolve("report.md")))
                .containsOnlyOnce("prediction:")
                .contains("sources: []");
    }

    private void withCrlf(String file) throws IOException {
        Path path = folder.path().resolve(file);
        Files.writeString(path, Files.readString(path).replace("\n", "\r\n"));
    }

    @Test
    void evidenceThatGitGaveOtherLineEndsSaysSo() throws Exception {
        withCrlf("evidence/unsafe/race.json");

        assertThat(findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.what())
                                .contains("has other ends of lines than its run wrote")
                                .contains(".gitattributes")
                                .doesNotContain("has been changed"));
    }

    @Test
    void aSourceThatGitGaveOtherLineEndsSaysSo() throws Exception {
        withCrlf(StudentFolder.OWN);

        assertThat(findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.what())
                                .contains("with other ends of lines")
                                .contains(".gitattributes")
                                .doesNotContain("another version"));
    }
}
