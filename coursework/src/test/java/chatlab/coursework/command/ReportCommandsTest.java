package chatlab.coursework.command;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.check.StudentFolder;
import chatlab.coursework.report.Report;
import chatlab.evidence.Json;
import chatlab.terminal.Paint;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// `lab report`, as a student uses it.
@SuppressWarnings("StringConcatToTextBlock") // a claim takes less room on one line
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ReportCommandsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir private Path temporary;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void theLabsOfThisCheckout() {
        System.setProperty("lab.home", Path.of("..").toAbsolutePath().normalize().toString());
    }

    @AfterEach
    void anywhere() {
        System.clearProperty("lab.home");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return TestLabMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private StudentFolder mixed() throws IOException {
        return new StudentFolder(temporary.resolve("s1"))
                .prose("We saw 9,999 losses [C1].")
                .claim(
                        "id: C1\n"
                                + "kind: race-observed\n"
                                + "subject: unsafe\n"
                                + "guarantee: MEMBERSHIP\n"
                                + "evidence: evidence/unsafe/race.json")
                .claim(
                        "id: C2\n"
                                + "kind: race-not-observed\n"
                                + "subject: src/FixedBroadcast.java\n"
                                + "guarantee: MEMBERSHIP\n"
                                + "samples: 60000\n"
                                + "conclusion: it is safe\n"
                                + "evidence: evidence/fixed/race.json")
                .claim(
                        "id: C3\n"
                                + "kind: deadlock\n"
                                + "subject: unsafe-upgrade\n"
                                + "guarante: REENTRANCY\n"
                                + "evidence: evidence/nowhere/race.json")
                .write();
    }

    /// Rewritten by `-Dgolden.rewrite=true`.
    private void isGolden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @Test
    void theCheckReadsAsItDid() throws IOException {
        int exitCode = run("report", "check", mixed().path().toString());

        assertThat(exitCode).isEqualTo(1);
        isGolden("report-check.txt", out.toString());
    }

    @Test
    void theCheckAsJsonKeepsItsSchema() throws IOException {
        int exitCode = run("report", "check", mixed().path().toString(), "--json");

        assertThat(exitCode).isEqualTo(1);
        assertThat(Json.mapper().readTree(out.toString()).path("schema").asText())
                .isEqualTo("chatlab/report-check/1");
        isGolden("report-check.json", out.toString());
    }

    @Test
    void theCheckSaysWhichCodeTheGraderWillNotRunAndWhere() throws IOException {
        var folder = mixed().path();
        var source = folder.resolve(StudentFolder.OWN);
        var code = Files.readString(source);
        int brace = code.indexOf('{', code.indexOf("class ")) + 1;
        Files.writeString(
                source,
                code.substring(0, brace)
                        + " String path = System.getenv(\"PATH\");"
                        + code.substring(brace));
        int line = (int) code.substring(0, brace).lines().count();

        assertThat(run("report", "check", folder.toString())).isEqualTo(1);

        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(
                        "src/FixedBroadcast.java: the grader will not run it. A strategy may not"
                                + " use java.lang.System.getenv (line "
                                + line
                                + ")");
    }

    @Test
    void aSourceAloneIsToldToo() throws Exception {
        var fine = mixed().path().resolve(StudentFolder.OWN);
        var code = Files.readString(fine);
        int brace = code.indexOf('{', code.indexOf("class ")) + 1;
        var other = Files.createDirectories(temporary.resolve("s2")).resolve("FixedBroadcast.java");
        Files.writeString(
                other,
                code.substring(0, brace)
                        + "String path = System.getenv(\"PATH\");"
                        + code.substring(brace));

        assertThat(GraderNotice.of(fine, TestLabMain.class.getName())).isEmpty();
        assertThat(GraderNotice.of(other, TestLabMain.class.getName()))
                .hasValueSatisfying(notice ->
                        assertThat(notice)
                                .startsWith(
                                        "The grader will not run this source. A strategy may not"
                                                + " use java.lang.System.getenv (line "));
    }

    @Test
    void aPathThatIsNoFolderIsWrongUsage() {
        assertThat(run("report", "check", temporary.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is not a folder");
    }

    @Test
    void aColouredTextIsTheSameText() throws Exception {
        var report = mixed().check();

        assertThat(new CheckText(new Paint(true)).of(report))
                .contains("\033[1;31m")
                .satisfies(text ->
                        assertThat(text.replaceAll("\033\\[[0-9;]+m", ""))
                                .isEqualTo(new CheckText(Paint.NONE).of(report)));
    }

    @Test
    void fromTheTemplateToASoundReport() throws IOException {
        Path folder = temporary.resolve("mine");
        String place = folder.toString();

        assertThat(run("report", "new", "--lab", "02", "--dir", place)).isZero();
        assertThat(out.toString()).contains("Write the prediction, seal it");
        assertThat(run("report", "seal", place)).isEqualTo(1);
        assertThat(err.toString()).contains("no prediction yet");

        Path file = folder.resolve("report.md");
        String filled = Files.readString(file);
        for (String section : Report.SECTIONS) {
            filled =
                    filled.replace(
                            "## " + section + "\n",
                            "## " + section + "\n\nWe expect and saw losses.\n");
        }
        Files.writeString(
                file,
                filled.replace("{id: TODO, name: TODO", "{id: s1, name: Ann")
                        .replace("ai_use: TODO", "ai_use: none"));
        assertThat(run("report", "seal", place)).isZero();
        assertThat(run("report", "seal", place)).isZero();
        assertThat(out.toString()).contains("sealed already");

        var measured = new StudentFolder(temporary.resolve("other"));
        Files.move(measured.path().resolve("evidence"), folder.resolve("evidence"));
        Files.createDirectories(folder.resolve("src"));
        Files.copy(measured.path().resolve(StudentFolder.OWN), folder.resolve(StudentFolder.OWN));
        Files.writeString(
                folder.resolve("evidence/unsafe/manifest.json"),
                Files.readString(folder.resolve("evidence/unsafe/manifest.json"))
                        .replace("2026-03-02", "9999-03-02"));
        for (String run : new String[] {"fixed", "upgrade"}) {
            Path manifest = folder.resolve("evidence/" + run + "/manifest.json");
            Files.writeString(
                    manifest, Files.readString(manifest).replace("2026-03-02", "9999-03-02"));
        }
        assertThat(run("report", "new", "--lab", "02", "--dir", place)).isZero();
        assertThat(out.toString()).contains("Added 3 claims");
        assertThat(run("report", "new", "--lab", "02", "--dir", place)).isZero();
        assertThat(out.toString()).contains("a claim for all evidence");

        assertThat(run("report", "check", place)).as(out.toString()).isZero();
        assertThat(out.toString()).contains("3 of 3 claims stand on their evidence; no findings.");
    }

    @Test
    void aReportIsRenderedToOnePage() throws IOException {
        Path page = temporary.resolve("page.html");

        assertThat(run("report", "render", mixed().path().toString(), "--out", page.toString()))
                .isZero();

        assertThat(page)
                .content()
                .contains(
                        "<h1>The lost update</h1>",
                        "CONTRADICTED",
                        "JOIN_THREW",
                        "default-src 'none'")
                .doesNotContain("http://", "https://", "<script", "<img");
    }

    @Test
    void aMissingReportIsNotRendered() {
        assertThat(run("report", "render", temporary.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("There is no file report.md");
    }

    @Test
    void aRealWitnessIsReplayed() throws IOException {
        var folder = new StudentFolder(temporary.resolve("s1"));
        Files.writeString(
                folder.path().resolve("evidence/witness.json"),
                StudentFolder.resource("witness.json")
                        .replace("jdk\",", "strategy\",")
                        .replace("ann*6 bob! ann!", "ann bob! ann!"));
        folder.claim(
                        "id: C1\n"
                                + "kind: witness\n"
                                + "subject: unsafe\n"
                                + "guarantee: MEMBERSHIP\n"
                                + "evidence: evidence/witness.json")
                .write();

        run("report", "check", folder.path().toString());

        // Whether this schedule still breaks it is the stepper's business; that it was played is
        // ours.
        assertThat(out.toString()).containsAnyOf("Reproduced", "Not reproduced");
    }
}
