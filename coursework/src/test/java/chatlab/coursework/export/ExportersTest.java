package chatlab.coursework.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.coursework.cohort.Roster;
import chatlab.coursework.report.CheckedReport.Student;
import chatlab.coursework.score.CriterionVerdict;
import chatlab.coursework.score.Grade;
import chatlab.evidence.Json;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

/// One grade in each system's format: golden files, and the rules that each format has.
class ExportersTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static final Grade GRADE = grade(false);

    private static Grade grade(boolean isOpen) {
        var criteria =
                List.of(
                        result(
                                "keeps-membership",
                                "Keeps MEMBERSHIP",
                                20,
                                20,
                                CriterionVerdict.HELD,
                                "It held.",
                                null,
                                false),
                        result(
                                "faster",
                                "Says what is faster",
                                7.5,
                                10,
                                CriterionVerdict.INCONCLUSIVE,
                                "It is open.",
                                "Measure longer.",
                                false),
                        result(
                                "mechanism",
                                "The story",
                                isOpen ? 0 : 10,
                                20,
                                isOpen ? CriterionVerdict.OPEN : CriterionVerdict.MARKED,
                                "=cmd|'/c calc'!A1",
                                null,
                                isOpen));
        return new Grade(
                Grade.SCHEMA,
                "s1",
                "02",
                new Grade.RubricReference("The lost update", "ab"),
                List.of(),
                new Grade.Tools("0.1.0", "25", "bubblewrap"),
                List.of(new Student("s1234567", "Ann", 100)),
                List.of(),
                criteria,
                isOpen ? 27.5 : 37.5,
                50,
                isOpen ? List.of("mechanism") : List.of(),
                List.of());
    }

    private static Grade.Result result(
            String id,
            String title,
            double score,
            double max,
            CriterionVerdict verdict,
            String why,
            @Nullable String help,
            boolean isOpen) {
        boolean isLess = score < max;
        return new Grade.Result(
                id,
                title,
                "claim",
                score,
                max,
                verdict,
                why,
                help,
                isLess ? "all" : null,
                isLess ? "some" : null,
                isOpen);
    }

    /// Rewritten by `-Dgolden.rewrite=true`.
    private static void isGolden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    private static JsonNode json(Exporter exporter, Grade grade) throws IOException {
        return Json.mapper().readTree(exporter.text(grade));
    }

    @Test
    void gradescope() throws IOException {
        var exporter = new ExporterGradescope();
        isGolden("export-gradescope.json", exporter.text(GRADE));

        JsonNode tests = json(exporter, GRADE).path("tests");
        assertThat(json(exporter, GRADE).path("score").asDouble()).isEqualTo(37.5);
        assertThat(tests)
                .allSatisfy(test -> {
                    assertThat(test.path("status").asText()).isIn("passed", "failed");
                    assertThat(test.path("visibility").asText())
                            .isIn("hidden", "after_due_date", "after_published", "visible");
                    assertThat(test.path("output_format").asText())
                            .isIn("text", "html", "simple_format", "md", "ansi");
                    assertThat(test.path("score").asDouble())
                            .isLessThanOrEqualTo(test.path("max_score").asDouble());
                });
        assertThat(json(exporter, grade(true)).path("tests").path(2).has("status")).isFalse();
        assertThat(json(exporter, grade(true)).path("output").asText())
                .contains("has yet to decide on mechanism");
    }

    @Test
    void classroom50(@TempDir Path folder) throws IOException {
        Path context =
                Files.writeString(
                        folder.resolve("context.json"),
                        """
                        {"classroom": "c1", "assignment": "lab02", "assignment_type": "individual", "owner": "ann", "submission": "7",
                         "commit": "0123abc", "release": "r1", "review": null, "datetime": "2026-03-02T10:00:00Z"}
                        """);
        var exporter = ExporterClassroom50.with(context);
        isGolden("export-classroom50.json", exporter.text(GRADE));

        JsonNode result = json(exporter, GRADE);
        assertThat(result.path("schema").asText()).isEqualTo("classroom50/result/v1");
        assertThat(result.path("score").asInt()).isEqualTo(3750);
        assertThat(result.path("max-score").asInt()).isEqualTo(5000);
        assertThat(result.findValues("score")).hasSize(4).allMatch(JsonNode::isIntegralNumber);
        assertThat(result.findValues("max-score")).hasSize(4).allMatch(JsonNode::isIntegralNumber);
        assertThat(result.path("tests").path(1).path("score").asInt()).isEqualTo(750);
        assertThat(result.has("submitted_by")).isFalse();
        Files.writeString(context, Files.readString(context).replace("\"owner\"", "\"Owner\""));
        assertThatThrownBy(() -> ExporterClassroom50.with(context))
                .hasMessageContaining("no field 'owner'");
    }

    @Test
    void artemis() throws Exception {
        var exporter = new ExporterArtemis();
        isGolden("export-artemis.xml", exporter.text(GRADE));

        var suite = xml(exporter.text(grade(true)));
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("testcase").getLength())
                .isEqualTo(GRADE.criteria().size());
        var hostile =
                result(
                        "c",
                        "<b>\"&\u0001\uD800",
                        0,
                        1,
                        CriterionVerdict.BROKEN,
                        "]]> & <script>",
                        null,
                        false);
        var failure = xml(exporter.text(with(List.of(hostile)))).getElementsByTagName("failure");
        assertThat(failure.item(0).getAttributes().getNamedItem("message").getNodeValue())
                .startsWith("<b>\"&: 0 of 1 points\n]]> & <script>");
    }

    private static Element xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    @Test
    void prairieLearn() throws IOException {
        var exporter = new ExporterPrairieLearn();
        isGolden("export-prairielearn.json", exporter.text(GRADE));

        assertThat(json(exporter, GRADE).path("score").asDouble())
                .isBetween(0.0, 1.0)
                .isEqualTo(0.75);
        var long_ = new ArrayList<Grade.Result>();
        for (int i = 0; i < 100; i++) {
            long_.add(
                    result(
                            "c" + i,
                            "C",
                            0,
                            1,
                            CriterionVerdict.BROKEN,
                            "x".repeat(100_000),
                            null,
                            false));
        }
        assertThat(exporter.text(with(long_))).hasSizeLessThan(1_000_000);
        JsonNode refused =
                json(
                        exporter,
                        with(
                                List.of(
                                        result(
                                                "a",
                                                "A",
                                                0,
                                                1,
                                                CriterionVerdict.REFUSED,
                                                "The zip holds a link.",
                                                null,
                                                false))));
        assertThat(refused.path("gradable").asBoolean()).isFalse();
        assertThat(refused.path("format_errors").path(0).asText())
                .isEqualTo("The zip holds a link.");
        assertThat(refused.has("score")).isFalse();
    }

    @Test
    void check50() throws IOException {
        var exporter = new ExporterCheck50();
        isGolden("export-check50.json", exporter.text(GRADE));

        JsonNode results = json(exporter, grade(true)).path("results");
        assertThat(results.path(0).path("passed").asBoolean()).isTrue();
        assertThat(results.path(0).path("cause").isNull()).isTrue();
        assertThat(results.path(1).path("passed").asBoolean()).isFalse();
        assertThat(results.path(1).path("cause").path("rationale").asText())
                .isEqualTo("It is open.");
        assertThat(results.path(2).path("passed").isNull()).isTrue();
    }

    private static final String GRADEBOOK =
            """
            Student,ID,SIS User ID,SIS Login ID,Section,Lab 01 (11)
                Points Possible,,,,,10
            "Example, Ann",501,s1234567,ann,A,8
            "Other, Bob",502,s2,bob,A,
            "=HYPERLINK(""x"")",503,s3,eve,A,
            """;

    @Test
    void canvas() throws IOException {
        var filled =
                ExporterCanvas.fill(
                        GRADEBOOK, "Lab 02", Map.of("s1234567", GRADE, "s9", GRADE), Roster.NONE);

        isGolden("export-canvas.csv", filled.csv());
        assertThat(filled.unplaced()).containsExactly("s9");
        assertThat(filled.csv().lines().toList().get(2))
                .isEqualTo("\"Example, Ann\",501,s1234567,ann,A,8,37.5");
        assertThat(filled.csv()).doesNotContain("\n=", ",=", "\"=");
    }

    @Test
    void canvasColumnsThatAreThereAreFilledAndOpenGradesStayBlank() throws IOException {
        var roster =
                new Roster(List.of(new Roster.Entry("x7", Map.of("id", "x7", "canvas", "502"))));
        var filled =
                ExporterCanvas.fill(
                        GRADEBOOK.replace(",10\n", ",50\n"),
                        "Lab 01",
                        Map.of("x7", GRADE, "s1234567", grade(true)),
                        roster);

        assertThat(filled.unplaced()).isEmpty();
        assertThat(filled.csv())
                .contains(
                        "Section,Lab 01 (11)\n",
                        "\"Other, Bob\",502,s2,bob,A,37.5\n",
                        "\"Example, Ann\",501,s1234567,ann,A,8\n");
    }

    private static ExporterCanvas.Filled intoColumns(String titles, String possible, String wanted)
            throws IOException {
        var sheet =
                "Student,ID,SIS User ID,SIS Login ID,Section,%s\n    Points Possible,,,,,%s\nAnn,501,s1234567,ann,A,,\n"
                        .formatted(titles, possible);
        return ExporterCanvas.fill(sheet, wanted, Map.of("s1234567", GRADE), Roster.NONE);
    }

    @Test
    void onlyTheColumnOfExactlyThatTitleIsFilled() throws IOException {
        assertThat(intoColumns("Lab 02 bonus (4700),Lab 02 (4711)", "50,50", "Lab 02").csv())
                .contains("Ann,501,s1234567,ann,A,,37.5\n");
        assertThat(
                        intoColumns(
                                        "Lab 02 bonus (4700),Lab 02 (4711)",
                                        "50,50",
                                        "Lab 02 bonus (4700)")
                                .csv())
                .contains("Ann,501,s1234567,ann,A,37.5,\n");
        assertThatThrownBy(() -> intoColumns("Lab 02 bonus (4700),Lab 03 (1)", "50,50", "Lab 02"))
                .hasMessage(
                        "the sheet has no column 'Lab 02'; give one of these with --column: 'Lab 02"
                                + " bonus (4700)'");
        assertThatThrownBy(() -> intoColumns("Lab 02 (1),Lab 02 (2)", "50,50", "Lab 02"))
                .hasMessage(
                        "the sheet has more than one column 'Lab 02'; give one of these with"
                                + " --column: 'Lab 02 (1)', 'Lab 02 (2)'");
    }

    @Test
    void aColumnWithOtherPointsPossibleIsRefused() {
        assertThatThrownBy(() -> intoColumns("Lab 02 (1),Lab 03 (2)", "10,50", "Lab 02"))
                .hasMessageContaining("'Lab 02 (1)' has 10 points possible and the rubric 50");
    }

    @Test
    void aSheetWithSemicolonsStaysOne() throws IOException {
        var filled =
                ExporterCanvas.fill(
                        GRADEBOOK.replace("\"Example, Ann\"", "Ann").replace(',', ';'),
                        "Lab 02",
                        Map.of("s1234567", GRADE),
                        Roster.NONE);

        assertThat(filled.csv()).contains("Ann;501;s1234567;ann;A;8;37.5\n");
    }

    @Test
    void aFileThatIsNoGradebookIsRefused() {
        assertThatThrownBy(() -> ExporterCanvas.fill("a,b\n1,2\n", "Lab 02", Map.of(), Roster.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a gradebook of Canvas");
        assertThatThrownBy(() -> ExporterCanvas.fill("", "Lab 02", Map.of(), Roster.NONE))
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> ExporterMoodle.fill(GRADEBOOK, null, Map.of(), Roster.NONE))
                .hasMessageContaining("not a grading worksheet of Moodle");
    }

    private static final String WORKSHEET =
            """
            Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade),Feedback comments
            Participant 71,Ann Example,ann@example.org,Submitted,,50.00,Yes,-,
            Participant 72,Bob Other,bob@example.org,Submitted,,50.00,Yes,-,
            Participant 73,Eve Third,eve@example.org,Submitted,12.00,50.00,No,-,
            """;

    @Test
    void moodle() throws IOException {
        var roster =
                new Roster(
                        List.of(
                                new Roster.Entry(
                                        "s1234567",
                                        Map.of("id", "s1234567", "email", "Ann@example.org")),
                                new Roster.Entry("s2", Map.of("id", "s2", "moodle", "72")),
                                new Roster.Entry("s3", Map.of("id", "s3", "moodle", "73"))));
        var filled =
                ExporterMoodle.fill(
                        WORKSHEET,
                        null,
                        Map.of("s1234567", GRADE, "s2", grade(true), "s3", GRADE),
                        roster);

        isGolden("export-moodle.csv", filled.csv());
        assertThat(filled.unplaced()).as("locked").containsExactly("s3");
        assertThat(filled.csv())
                .contains("Participant 71,Ann Example,ann@example.org,Submitted,37.5,50.00,Yes")
                .contains("Participant 72,Bob Other,bob@example.org,Submitted,,50.00,Yes")
                .contains("Participant 73,Eve Third,eve@example.org,Submitted,12.00,50.00,No");
    }

    @Test
    void aWorksheetInAnotherLanguageIsFilled() throws IOException {
        var german =
                """
                \ufeffID;Vollständiger Name;E-Mail-Adresse;Status;Bewertung;Bestwertung;Bewertung kann geändert werden;Zuletzt geändert (Bewertung);Feedback als Kommentar
                Teilnehmer/in71;Ann Example;ann@example.org;Zur Bewertung abgegeben;;50,00;Ja;-;
                Teilnehmer/in73;Eve Third;eve@example.org;Zur Bewertung abgegeben;12,00;50,00;Nein;-;
                """;
        var roster =
                new Roster(
                        List.of(
                                new Roster.Entry("s1", Map.of("id", "s1", "moodle", "71")),
                                new Roster.Entry(
                                        "s3", Map.of("id", "s3", "email", "eve@example.org"))));

        var filled = ExporterMoodle.fill(german, null, Map.of("s1", GRADE, "s3", GRADE), roster);
        var named =
                ExporterMoodle.fill(german, "Bewertung", Map.of("s1", GRADE, "s3", GRADE), roster);

        assertThat(filled.unplaced()).as("locked").containsExactly("s3");
        assertThat(filled.csv())
                .contains(
                        "Ann Example;ann@example.org;Zur Bewertung abgegeben;37.5;50,00;Ja;-;\"The"
                                + " lost")
                .contains(
                        "Eve Third;eve@example.org;Zur Bewertung abgegeben;12,00;50,00;Nein;-;\n");
        assertThat(named).isEqualTo(filled);
    }

    @Test
    void aWorksheetWithAnotherMaximumIsRefused() {
        var roster =
                new Roster(List.of(new Roster.Entry("s1", Map.of("id", "s1", "moodle", "71"))));

        assertThatThrownBy(() ->
                        ExporterMoodle.fill(
                                WORKSHEET.replace("50.00", "10.00"),
                                null,
                                Map.of("s1", GRADE),
                                roster))
                .hasMessageContaining("maximum grade is 10.00 and the rubric's 50");
    }

    private static Grade with(List<Grade.Result> criteria) {
        return new Grade(
                GRADE.schema(),
                "s1",
                "02",
                GRADE.rubric(),
                List.of(),
                GRADE.tools(),
                GRADE.students(),
                List.of(),
                criteria,
                0,
                criteria.size(),
                List.of(),
                List.of());
    }
}
