package chatlab.coursework.redteam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatlab.coursework.score.CriterionVerdict;

import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Grades hostile submissions and an honest one together. Each gets a clear verdict, the honest one
/// gets its points, and no secret comes out.
///
/// Needs bubblewrap; without it these tests are skipped with a message.
class RedTeamTest {
    /// A secret in files that no submission may see, and in the grader's environment.
    private static final String SECRET = "s3cret-of-the-grader";

    @TempDir private static Path folder;
    private static Grading grading;

    /// Code that the permitted API refuses: for each name, the first statement of `join`.
    /// PermissionCheckTest has more; here each is graded from end to end.
    private static final Map<String, String> STATEMENTS = new LinkedHashMap<>();

    static {
        STATEMENTS.put("exits", "System.exit(0);");
        STATEMENTS.put(
                "reads-the-machine",
                "try { java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\")); }"
                        + " catch (java.io.IOException e) {}");
        STATEMENTS.put(
                "calls-home",
                "try { new java.net.Socket(\"192.0.2.1\", 80).close(); } catch (java.io.IOException"
                        + " e) {}");
        STATEMENTS.put(
                "forks",
                "try { while (true) new ProcessBuilder(\"sh\").start(); } catch"
                        + " (java.io.IOException e) {}");
        STATEMENTS.put(
                "reflects",
                "try {"
                    + " Class.forName(\"chatlab.races.Answers\").getDeclaredFields()[0].setAccessible(true);"
                    + " } catch (Exception e) {}");
        STATEMENTS.put(
                "looks-at-who-asks",
                "if (subscriber.getClass().getName().contains(\"races\")) return true;");
    }

    @BeforeAll
    static void gradeThemAll() throws IOException {
        var submissions = folder.resolve("submissions");
        for (var each : STATEMENTS.entrySet()) {
            Hostile.code(submissions, each.getKey(), Hostile.strategy(each.getValue(), ""));
        }
        Hostile.code(
                submissions,
                "honest",
                Hostile.strategy(
                        "System.out.println(\"join, of \" + members.size());"
                                + " System.err.println(subscriber);",
                        ""));
        Hostile.code(
                submissions,
                "looks-where-it-prints-to",
                Hostile.strategy(
                        "if (System.out != System.err && subscriber != null) {"
                                + " System.out.println(\"{\\\"schema\\\":"
                                + " \\\"chatlab/race/1\\\"}\\nHELD PASS\"); return true; }",
                        ""));
        Hostile.code(
                submissions,
                "prints-for-ever",
                Hostile.strategy("while (subscriber != null) System.out.println(\"PASS\");", ""));
        Hostile.code(
                submissions,
                "static-initialiser",
                Hostile.strategy("", "static { Runtime.getRuntime().halt(0); }"));
        Hostile.code(submissions, "native-method", Hostile.strategy("", "native void go();"));
        Hostile.code(
                submissions,
                "shadows-the-tests",
                "package chatlab.races; " + Hostile.strategy("", ""));
        Hostile.code(
                submissions,
                "shadows-jcstress",
                "package org.openjdk.jcstress; " + Hostile.strategy("", ""));
        Hostile.code(submissions, "does-not-compile", Hostile.strategy("this is no Java", ""));
        Hostile.code(
                submissions,
                "too-deep-to-compile",
                Hostile.strategy(
                        "int i = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + ";", ""));
        var services = Hostile.report(submissions, "service-file", Hostile.REPORT);
        Hostile.write(
                services.resolve("META-INF/services/chatlab.strategies.BroadcastStrategy"), "Evil");
        var forged = Hostile.report(submissions, "brings-a-grade", Hostile.REPORT);
        Hostile.write(forged.resolve("grade.json"), "{\"score\": 100}");
        Hostile.write(forged.resolve("runs/automatic.json"), "{\"score\": 100}");
        editedEvidence(submissions);
        Hostile.report(
                submissions,
                "scripts",
                Hostile.REPORT
                        .replace("Ann Example", "'<script>alert(1)</script>'")
                        .replace(
                                "Two threads",
                                "<img src=x onerror=alert(1)><script>alert(1)</script>"
                                        + " [x](javascript:alert(1))")
                        .replace(
                                "See the claims.",
                                "```claim\nid: C1\nkind: <script>alert(1)</script>\n```"));
        Hostile.zip(submissions.resolve("zip-slip.zip"), "../../honest/grade.json");
        Hostile.zip(submissions.resolve("absolute-path.zip"), "/tmp/evil");
        Hostile.zip(submissions.resolve("windows-path.zip"), "..\\..\\evil");
        Hostile.zip(submissions.resolve("odd-name.zip"), "a\u202egpj.exe");
        Hostile.zip(submissions.resolve("twice.zip"), "Report.md");
        Hostile.zipWithLink(submissions.resolve("link.zip"), "evidence/passwd", "/etc/passwd");
        Hostile.zipOfMany(submissions.resolve("ten-thousand-files.zip"), 10_000);
        Hostile.bomb(submissions.resolve("zip-bomb.zip"), 300);
        Files.write(submissions.resolve("no-zip.zip"), new byte[] {'P', 'K', 3, 4, 0});
        var links = Hostile.report(submissions, "link-in-a-folder", Hostile.REPORT);
        var secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
        Files.createDirectories(links.resolve("evidence"));
        Files.createSymbolicLink(links.resolve("evidence/race.json"), secret);
        var large = Hostile.report(submissions, "large-report", Hostile.REPORT);
        Files.write(large.resolve("report.md"), new byte[100 << 20]);
        Files.createDirectories(submissions.resolve("empty"));

        grading = Grading.of(submissions, folder.resolve("grades"), "--jobs", "2", "--chat=never");
        assumeTrue(!grading.errors().contains("bubblewrap"), grading.errors());
        Files.delete(large.resolve("report.md"));
    }

    /// A race whose numbers were improved after its manifest was written.
    private static void editedEvidence(Path submissions) throws IOException {
        var report =
                Hostile.REPORT.replace(
                        "See the claims.",
                        """
                        ```claim
                        id: C1
                        kind: race-observed
                        subject: unsafe
                        guarantee: MEMBERSHIP
                        evidence: evidence/race/race.json
                        ```
                        """);
        var edited = Hostile.report(submissions, "edited-evidence", report);
        Hostile.write(
                edited.resolve("evidence/race/race.json"),
                """
                {"schema": "chatlab/race/1", "canary": {"caught": true, "held": true},
                 "strategy": {"name": "unsafe", "source": "chatlab.strategies.UnsafeBroadcast", "sha256": "0", "declared": ["MEMBERSHIP"]},
                 "results": [{"guarantee": "MEMBERSHIP", "declared": true, "verdict": "BROKEN", "samples": 1000, "violations": 999, "outcomes": [], "note": ""}]}
                """);
        Hostile.write(
                edited.resolve("evidence/race/manifest.json"),
                """
                {"schema": "chatlab/manifest/1", "files": [{"path": "race.json", "sha256": "%s", "bytes": 1}],
                 "commandLine": ["lab", "race"], "exitCode": 0, "started": "2026-01-01T00:00:00Z", "ended": "2026-01-01T00:00:01Z"}
                """
                        .formatted("0".repeat(64)));
    }

    @Test
    void theHonestSubmissionGetsItsPointsAlthoughItPrints() throws IOException {
        assertThat(grading.gate("honest", "permitted")).isEmpty();
        var result = grading.result("honest", "keeps-membership");

        assertThat(result.verdict()).as(result.why()).isEqualTo(CriterionVerdict.HELD);
        assertThat(result.score()).isEqualTo(result.max());
    }

    @Test
    void printingChangesNoVerdict() throws IOException {
        for (var name : new String[] {"looks-where-it-prints-to", "prints-for-ever"}) {
            var result = grading.result(name, "keeps-membership");

            assertThat(result.score()).as(name).isZero();
            assertThat(result.verdict()).as(name).isEqualTo(CriterionVerdict.BROKEN);
        }
    }

    @Test
    void everySubmissionHasAGradeOfTheSameMaximum() throws IOException {
        assertThat(grading.exitCode()).as(grading.output()).isEqualTo(1);
        try (var submissions = Files.list(folder.resolve("submissions"))) {
            for (var each : submissions.toList()) {
                var id = each.getFileName().toString().replace(".zip", "");
                var grade = grading.grade(id);

                assertThat(grade.max()).as(id).isEqualTo(100);
                assertThat(grade.criteria()).as(id).hasSize(8);
                assertThat(Files.readString(grading.out().resolve(id).resolve("feedback.md")))
                        .isNotBlank();
            }
        }
    }

    @Test
    void codeThatIsNotPermittedIsNamedAndNotRun() throws IOException {
        for (var name : STATEMENTS.keySet()) {
            assertThat(grading.gate(name, "permitted"))
                    .as(name)
                    .startsWith("A strategy may not use ")
                    .contains("(line ")
                    .endsWith("It was not run.");
            assertThat(grading.result(name, "keeps-membership").verdict())
                    .as(name)
                    .isEqualTo(CriterionVerdict.NOT_RUN);
            assertThat(grading.result(name, "keeps-membership").score()).as(name).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    static-initialiser      | permitted | java.lang.Runtime.halt
                    native-method           | permitted | a native method: go
                    shadows-the-tests       | permitted | a class in somebody else's package: chatlab.races.FixedBroadcast
                    shadows-jcstress        | permitted | a class in somebody else's package: org.openjdk.jcstress.FixedBroadcast
                    looks-at-who-asks       | permitted | chatlab.strategies.Subscriber.getClass (line 10)
                    does-not-compile        | compiles  | not a statement
                    too-deep-to-compile     | compiles  | the compiler gave up
                    scripts                 | compiles  | There is no src/FixedBroadcast.java.
                    """)
    void aShutGateSaysWhy(String submission, String gate, String why) throws IOException {
        assertThat(grading.gate(submission, gate)).contains(why);
        assertThat(grading.result(submission, "keeps-membership").score()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    zip-slip            | '../../honest/grade.json' leads out of the submission
                    absolute-path       | '/tmp/evil' leads out of the submission
                    windows-path        | leads out of the submission
                    odd-name            | is an odd name for a file
                    twice               | 'Report.md' is there twice
                    link                | 'evidence/passwd' is a link, not a file
                    link-in-a-folder    | 'evidence/race.json' is a link, not a file
                    ten-thousand-files  | it has more than 2,000 files
                    zip-bomb            | unpacks to far more than was packed
                    no-zip              | the archive cannot be read
                    large-report        | it has more than 64 MB
                    """)
    void anUnsafeArchiveIsRefused(String submission, String why) throws IOException {
        var grade = grading.grade(submission);

        assertThat(grade.flags()).singleElement().asString().contains(why);
        assertThat(grade.score()).isZero();
        assertThat(grade.criteria()).allMatch(each -> each.verdict() == CriterionVerdict.REFUSED);
        assertThat(grading.out().resolve(submission).resolve("submission")).doesNotExist();
    }

    @Test
    void gradesAndServiceFilesInASubmissionCountForNothing() throws IOException {
        assertThat(grading.grade("brings-a-grade").score()).isLessThan(20);
        assertThat(grading.grade("service-file").flags()).contains("META-INF is not looked at");
    }

    @Test
    void editedEvidenceEarnsLessThanHonestEvidenceWould() throws IOException {
        var result = grading.result("edited-evidence", "lost-update-seen");

        assertThat(result.verdict()).isEqualTo(CriterionVerdict.INADMISSIBLE);
        assertThat(result.score()).isLessThan(result.max() / 2);
    }

    @Test
    void noPageRunsAReportsScripts() throws IOException {
        for (var page : new String[] {"scripts/feedback.html", "cohort.html"}) {
            assertThat(Files.readString(grading.out().resolve(page)))
                    .doesNotContain("<script")
                    .doesNotContain("<img")
                    .contains("default-src 'none'");
        }
        assertThat(Files.readString(grading.out().resolve("scripts/feedback.md")))
                .contains("script")
                .doesNotContainPattern("(?<!\\\\)<");
    }

    @Test
    void noSecretComesOutAndNoFileIsWrittenElsewhere() throws IOException {
        try (var files = Files.walk(grading.out())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain(SECRET)
                        .doesNotContain("root:x:0");
            }
        }
        assertThat(Path.of("/tmp/evil")).doesNotExist();
        assertThat(grading.out().resolve(".work")).doesNotExist();
    }

    @Test
    void gradingAgainGivesTheSameBytes() throws IOException {
        var again = folder.resolve("again");
        for (var name :
                new String[] {
                    "prints-for-ever", "looks-at-who-asks", "edited-evidence", "zip-slip.zip"
                }) {
            var submission = folder.resolve("submissions").resolve(name);
            FileUtils.copyToDirectory(submission.toFile(), again.toFile());
        }

        var second =
                Grading.of(again, folder.resolve("grades-again"), "--jobs", "2", "--chat=never");

        for (var id :
                new String[] {
                    "prints-for-ever", "looks-at-who-asks", "edited-evidence", "zip-slip"
                }) {
            assertThat(second.out().resolve(id).resolve("grade.json"))
                    .hasSameBinaryContentAs(grading.out().resolve(id).resolve("grade.json"));
        }
    }

    @Test
    void nothingIsLeftRunning() {
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(each -> words(each).contains(folder.toString()));
    }

    /// Its command line; empty if it has ended.
    private static String words(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException _) {
            return "";
        }
    }
}
