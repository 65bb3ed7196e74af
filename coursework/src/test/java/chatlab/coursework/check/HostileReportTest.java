package chatlab.coursework.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import chatlab.coursework.command.CheckText;
import chatlab.coursework.page.ReportPage;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.evidence.ClaimVerdict;
import chatlab.terminal.Paint;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Reports that try to break or to fool the checker.
class HostileReportTest {
    private static final String OBSERVED =
            """
            id: C1
            kind: race-observed
            subject: unsafe
            guarantee: MEMBERSHIP
            evidence: evidence/unsafe/race.json
            """;

    @TempDir private Path temporary;
    private StudentFolder folder;

    @BeforeEach
    void aSoundSubmission() throws IOException {
        folder = new StudentFolder(temporary.resolve("s1"));
    }

    // --- The report ---

    @Test
    void aHundredMegabytesAreNotRead() throws Exception {
        try (var file = new RandomAccessFile(folder.path().resolve("report.md").toFile(), "rw")) {
            file.setLength(100L * 1024 * 1024);
        }

        var report = folder.check();

        assertThat(report.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.what()).contains("larger than 256 KB"));
        assertThat(report.claims()).isEmpty();
        assertThat(ReportPage.html(report)).contains("cannot be read");
    }

    @Test
    void bytesThatAreNoTextAreUnreadable() throws Exception {
        Files.write(
                folder.path().resolve("report.md"), new byte[] {'-', '-', '-', '\n', (byte) 0xff});

        assertThat(folder.check().findings())
                .extracting(CheckedReport.Finding::kind)
                .containsExactly(Kind.UNREADABLE);
    }

    @Test
    void aLinkIsNoReport() throws Exception {
        Path secret =
                Files.writeString(
                        temporary.resolve("secret.md"), "---\nlab: \"02\"\n---\n# Secret\n");
        Files.createSymbolicLink(folder.path().resolve("report.md"), secret);

        assertThat(folder.check().findings())
                .extracting(CheckedReport.Finding::kind)
                .containsExactly(Kind.UNREADABLE);
    }

    static Stream<String> monsters() {
        int many = 30_000;
        return Stream.of(
                ">".repeat(many),
                "[".repeat(many),
                "![".repeat(many),
                "*a_".repeat(many),
                "*a **b ".repeat(many / 4),
                "`".repeat(many) + "a" + "`".repeat(many - 1),
                "<".repeat(many),
                "- ".repeat(many),
                "|".repeat(many) + "\n" + "|-".repeat(many / 2) + "\n",
                "a.b! ".repeat(many / 2),
                "1,234".repeat(many / 2),
                "9".repeat(many) + " [C1]",
                "[C1]".repeat(many / 4),
                "is not ".repeat(many / 4) + "safe",
                "<!--".repeat(many),
                "```claim\n".repeat(10_000),
                "```claim\nid: C1\n```\n".repeat(10_000),
                "\u0000\u202e\ud83d\ude00".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void noTextTakesLong(String monster) throws Exception {
        folder.claim(OBSERVED).prose(monster).write();

        var report = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> folder.check());
        String html =
                assertTimeoutPreemptively(Duration.ofSeconds(30), () -> ReportPage.html(report));

        assertThat(report.findings()).hasSizeLessThanOrEqualTo(201);
        assertThat(html).endsWith("</html>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\ne: [*d,*d]",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                "{a: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}}",
                "id: &id C1\nkind: *id",
                "--- a\n--- b",
                "id: !!java.net.URL [\"http://127.0.0.1/\"]"
            })
    void aBombInAClaimIsAFinding(String yaml) throws Exception {
        var report = folder.claim(yaml).check();

        assertThat(report.claims())
                .singleElement()
                .satisfies(claim -> {
                    assertThat(claim.verdict()).isEqualTo(ClaimVerdict.NOT_RUN);
                    assertThat(claim.earned()).isFalse();
                });
        assertThat(report.findings()).isNotEmpty();
    }

    @Test
    void htmlAndScriptsAreTextOnThePage() throws Exception {
        String evil = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        folder.head(folder.head().replace("Ann Example", "\"" + evil + "\""))
                .prose(
                        evil
                                + "\n\n[click](javascript:alert(3)) ![pic](http://127.0.0.1/x.png)"
                                + " <http://example.org/\"onmouseover=alert(4)>\n\n"
                                + "| "
                                + evil
                                + " |\n|---|\n| <svg onload=alert(5)> |\n\n"
                                + "```html\n"
                                + evil
                                + "\n```\n")
                .claim(OBSERVED + "because: \"" + evil + "\"\n\"" + evil + "\": 1\n")
                .claim("id: C2\nkind: \"" + evil + "\"\nevidence: \"" + evil + "\"\n");

        String html = ReportPage.html(folder.check());

        assertThat(html)
                .doesNotContain("<script", "<img", "<svg onload", "javascript:")
                .contains("&lt;script&gt;")
                .contains("default-src 'none'");
        assertThat(html.replaceAll("&quot;|&lt;[^&]*", "")).doesNotContain("\"onmouseover");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() throws Exception {
        folder.claim(
                        OBSERVED.replace("unsafe/race", "\\u001b[2Junsafe/race")
                                .replace("evidence: ", "evidence: \"")
                                .replace("race.json", "race.json\""))
                .claim("id: C2\nkind: \"\\e[31mred\\a\"\nevidence: x\n");

        String text = new CheckText(Paint.NONE).of(folder.check());

        assertThat(text).matches("(?s)[^\\p{Cntrl}]*(\n[^\\p{Cntrl}]*)*");
    }

    // --- Paths ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../secret.json",
                "evidence/../../secret.json",
                "evidence/./unsafe/race.json",
                "evidence\\\\unsafe\\\\race.json",
                "src/FixedBroadcast.java",
                "evidence",
                "C:/race.json",
                "evidence/\\0/race.json",
                "evidence/linked.json",
                "evidence/linked/race.json"
            })
    void aPathThatLeavesTheEvidenceIsRefused(String path) throws Exception {
        Path secret = temporary.resolve("elsewhere");
        Files.createDirectories(secret);
        Files.copy(folder.path().resolve("evidence/unsafe/race.json"), secret.resolve("race.json"));
        Files.copy(
                folder.path().resolve("evidence/unsafe/manifest.json"),
                secret.resolve("manifest.json"));
        Files.createSymbolicLink(folder.path().resolve("evidence/linked"), secret);
        Files.createSymbolicLink(
                folder.path().resolve("evidence/linked.json"), secret.resolve("race.json"));

        var claim = folder.only(OBSERVED.replace("evidence/unsafe/race.json", "\"" + path + "\""));

        assertThat(claim.verdict()).isEqualTo(ClaimVerdict.INADMISSIBLE);
        assertThat(folder.check().findings())
                .anySatisfy(f -> assertThat(f.kind()).isEqualTo(Kind.EVIDENCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/../../X.java",
                "--strategy",
                "/etc/X.java",
                "a b",
                "java.lang.String",
                ""
            })
    void aMalformedSubjectIsRefused(String subject) throws Exception {
        var claim =
                folder.only(
                        OBSERVED.replace("subject: unsafe", "subject: \"" + subject + "\"")
                                .replace("race-observed", "witness"));

        assertThat(claim.verdict()).isIn(ClaimVerdict.NOT_RUN, ClaimVerdict.INADMISSIBLE);
        assertThat(claim.earned()).isFalse();
    }

    // --- Files ---

    @Test
    void aFileThatWasChangedSinceItsRunIsInadmissible() throws Exception {
        Path race = folder.path().resolve("evidence/unsafe/race.json");
        Files.writeString(race, Files.readString(race) + " ");

        var claim = folder.only(OBSERVED);

        assertThat(claim.verdict()).isEqualTo(ClaimVerdict.INADMISSIBLE);
        assertThat(claim.rationale()).contains("changed since its run");
        assertThat(folder.check().findings())
                .singleElement()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.EVIDENCE));
    }

    @Test
    void aFileWithoutManifestIsInadmissible() throws Exception {
        Files.delete(folder.path().resolve("evidence/unsafe/manifest.json"));

        assertThat(folder.only(OBSERVED).rationale()).contains("No manifest.json");
    }

    @Test
    void aFileThatTheManifestDoesNotListIsInadmissible() throws Exception {
        Files.copy(
                folder.path().resolve("evidence/unsafe/race.json"),
                folder.path().resolve("evidence/unsafe/other.json"));

        assertThat(folder.only(OBSERVED.replace("race.json", "other.json")).rationale())
                .contains("not listed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"schema\":\"chatlab/manifest/1\"}",
                "{\"schema\":\"chatlab/manifest/1\",\"files\":[null],\"commandLine\":[],\"started\":\"2026-03-02T10:00:00Z\"}",
                "\u0000"
            })
    void aFileThatIsNoManifestIsInadmissible(String text) throws Exception {
        Files.writeString(folder.path().resolve("evidence/unsafe/manifest.json"), text);

        assertThat(folder.only(OBSERVED).verdict()).isEqualTo(ClaimVerdict.INADMISSIBLE);
    }

    @Test
    void aFileThatIsNotThereIsNotRun() throws Exception {
        assertThat(folder.only(OBSERVED.replace("unsafe/race", "unsave/race")).verdict())
                .isEqualTo(ClaimVerdict.NOT_RUN);
    }

    @Test
    void hugeEvidenceIsNotRead() throws Exception {
        try (var file =
                new RandomAccessFile(
                        folder.path().resolve("evidence/unsafe/race.json").toFile(), "rw")) {
            file.setLength(EvidenceFolder.LARGEST + 1);
        }

        assertThat(folder.only(OBSERVED).rationale()).contains("larger than 32 MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "[]",
                "[1]",
                "\"x\"",
                "[[[[",
                "{\"schema\":\"chatlab/race/1\"}",
                "[{\"benchmark\":null}]",
                "[{\"benchmark\":\"a\",\"params\":{\"strategy\":null},\"primaryMetric\":{\"rawData\":[[null]]}}]",
                "[{\"benchmark\":\"a\",\"params\":{\"strategy\":\"cow\"},\"primaryMetric\":{\"score\":1e999,\"rawData\":[[1]]}},{\"benchmark\":\"a\",\"params\":{\"strategy\":\"rwlock\"}}]"
            })
    void evidenceOfAnotherShapeGivesAVerdict(String json) throws Exception {
        folder.run("odd", "odd.json", json);
        String odd = "evidence: evidence/odd/odd.json\n";
        folder.claim("id: A\nkind: race-observed\nsubject: unsafe\nguarantee: DELIVERY\n" + odd)
                .claim("id: B\nkind: faster\nsubject: cow\nthan: rwlock\nwhere: {}\n" + odd)
                .claim("id: C\nkind: witness\nsubject: unsafe\nguarantee: DELIVERY\n" + odd)
                .claim("id: D\nkind: deadlock\nsubject: unsafe\n" + odd)
                .claim(
                        "id: E\nkind: guarantee-table\nsubject: unsafe\nrow: {DELIVERY: held}\n"
                                + odd);

        var report = folder.check();

        assertThat(report.claims())
                .hasSize(5)
                .allSatisfy(claim ->
                        assertThat(claim.verdict())
                                .isIn(ClaimVerdict.INADMISSIBLE, ClaimVerdict.NOT_RUN));
        assertThat(ReportPage.html(report)).contains("id=\"claim-E\"");
    }

    @Test
    void deepJsonGivesAVerdict() throws Exception {
        folder.run("odd", "odd.json", "[".repeat(100_000));

        assertThat(folder.only(OBSERVED.replace("unsafe/race", "odd/odd")).verdict())
                .isEqualTo(ClaimVerdict.INADMISSIBLE);
    }

    @Test
    void textThatIsNoTextInUtf8GivesAVerdict() throws Exception {
        folder.run("odd", "odd.json", "x");
        byte[] latin = "{\"schema\":\"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.path().resolve("evidence/odd/odd.json"), latin);

        assertThat(folder.only(OBSERVED.replace("unsafe/race", "odd/odd")).verdict())
                .isEqualTo(ClaimVerdict.INADMISSIBLE);
    }
}
