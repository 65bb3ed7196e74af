package chatlab.coursework.review;

import chatlab.coursework.page.Feedback;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Marks.Mark;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.rubric.Requirement;
import chatlab.coursework.score.ClaimScore;
import chatlab.coursework.score.Grade;
import chatlab.coursework.score.Grade.Result;
import chatlab.evidence.page.Page;
import chatlab.evidence.race.EngineWitness;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The page of an [Appeal]: for each criterion the rule, what the report claims, the evidence, what
/// was run again, the witness, and what a person decided. One file, without a script; all that a
/// submission holds is escaped.
final class AppealPage {
    private final Appeal appeal;
    private final Grade grade;

    AppealPage(Appeal appeal) {
        this.appeal = appeal;
        grade = appeal.item().grade();
    }

    String html() {
        var rubric = appeal.review().rubric();
        var page =
                new Page(
                        "Appeal: lab %s, %s, %s"
                                .formatted(grade.lab(), rubric.title(), grade.submission()));
        page.paragraph(Feedback.total(grade));
        if (!grade.students().isEmpty()) page.paragraph(Feedback.students(grade));
        page.paragraph(
                "This page has all that the points rest on. Whoever doubts a line of it can repeat"
                        + " it with the command beside it, in the folder of the submission.");
        for (int i = 0; i < rubric.criteria().size(); i++) {
            criterion(
                    page,
                    rubric.criteria().get(i),
                    appeal.item().automatic().criteria().get(i),
                    grade.criteria().get(i));
        }
        rest(page);
        return page.html();
    }

    private void criterion(Page page, Criterion criterion, Result automatic, Result result) {
        page.heading(
                "%s: %s of %s"
                        .formatted(
                                result.title(), Feedback.score(result), Points.text(result.max())));
        List<List<String>> rows = new ArrayList<>();
        add(rows, "The rubric", rubricText(criterion));
        add(rows, "The rule", rule(criterion));
        claims(rows, criterion);
        add(rows, "Found", automatic.verdict() + ". " + automatic.why());
        add(rows, "Expected", automatic.expected());
        add(rows, "Was there", automatic.actual());
        add(rows, "The grader gave", Points.text(automatic.score()) + " points");
        if (criterion instanceof Criterion.Race race) race(rows, race);
        add(rows, "A person decided", person(automatic, result));
        page.table("", List.of("", ""), rows);
    }

    private static void add(List<List<String>> rows, String what, @Nullable String text) {
        if (text != null && !text.isBlank()) rows.add(List.of(what, text));
    }

    // --- Rules ---

    private static String rubricText(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Race race -> "guarantees: " + String.join(", ", race.guarantees());
            case Criterion.Witness witness ->
                    "a witness of %s against %s"
                            .formatted(
                                    witness.subject() == null ? "any" : witness.subject(),
                                    witness.guarantee() == null ? "any" : witness.guarantee());
            case Criterion.Claim claim ->
                    "a claim with "
                            + claim.claim().entrySet().stream()
                                    .map(each -> each.getKey() + ": " + each.getValue())
                                    .collect(Collectors.joining(", "));
            case Criterion.Report report ->
                    report.requires().stream()
                            .map(Requirement::meaning)
                            .collect(Collectors.joining("; "));
            case Criterion.Human human ->
                    human.levels().stream()
                            .map(level -> Points.text(level.points()) + ": " + level.text())
                            .collect(Collectors.joining("\n"));
        };
    }

    private static String rule(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Race race ->
                    ("A schedule that breaks one of these guarantees costs the points. If the"
                         + " engine has tried every execution within its bounds and none breaks"
                         + " them, that earns the points. Where it has no answer, race tests decide"
                         + " with at least %,d samples; with fewer, a person does.")
                            .formatted(race.samples());
            case Criterion.Witness _ ->
                    "All points, if the report claims such a witness and it breaks the guarantee"
                            + " when the grader replays it.";
            case Criterion.Claim _ ->
                    "The best such claim counts. Supported: all points; inconclusive: three"
                        + " quarters; inadmissible: one quarter; else none. An overclaim costs half"
                        + " of the points.";
            case Criterion.Report _ -> "An equal share for each of these that is met.";
            case Criterion.Human _ -> "A person decides.";
        };
    }

    // --- What the report claims ---

    private void claims(List<List<String>> rows, Criterion criterion) {
        var report = appeal.report();
        if (report == null) return;
        var claims = new ClaimScore(appeal.review().rubric(), report).candidates(criterion);
        for (var claim : claims) claim(rows, criterion, claim);
    }

    private void claim(List<List<String>> rows, Criterion criterion, CheckedClaim claim) {
        add(
                rows,
                "Claim %s, line %d".formatted(claim.id(), claim.line()),
                claim.values().entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining("\n")));
        var evidence = String.valueOf(claim.values().getOrDefault("evidence", ""));
        grade.inputs().stream()
                .filter(input -> input.path().equals(evidence))
                .forEach(input ->
                        add(
                                rows,
                                "Its evidence",
                                "%s, %,d bytes, sha256 %s"
                                        .formatted(input.path(), input.bytes(), input.sha256())));
        add(rows, "Its verdict", claim.verdict() + ". " + claim.rationale());
        var again =
                criterion instanceof Criterion.Witness
                        ? "replayed; repeat it with lab step --play " + evidence
                        : "judged anew from its evidence; repeat it with lab report check";
        add(rows, "Run again", again);
    }

    // --- The grader's own race ---

    private void race(List<List<String>> rows, Criterion.Race criterion) {
        var strategy = appeal.review().rubric().strategy();
        var guarantees = new ArrayList<>(criterion.guarantees());
        guarantees.add(RaceReport.LIVENESS);
        for (var guarantee : guarantees) {
            for (var race : appeal.races()) {
                race.row(guarantee).ifPresent(row -> row(rows, row, strategy));
            }
        }
    }

    private static void row(List<List<String>> rows, RaceRow row, @Nullable String strategy) {
        var engine = row.engine();
        if (engine != null) {
            add(
                    rows,
                    "Run again: " + row.guarantee(),
                    "the engine: %s, %s".formatted(engine.verdict(), engine.bound()));
            var witness = engine.witness();
            if (witness != null) witness(rows, witness, strategy);
        }
        if (row.samples() > 0) {
            add(
                    rows,
                    "Race tests: " + row.guarantee(),
                    "broken in %,d of %,d samples".formatted(row.violations(), row.samples()));
        }
    }

    private static void witness(
            List<List<String>> rows, EngineWitness witness, @Nullable String strategy) {
        add(
                rows,
                "The witness",
                "%s, with %d preemptions and %d stale reads: %s"
                        .formatted(
                                witness.program(),
                                witness.preemptions(),
                                witness.staleReads(),
                                witness.sentence()));
        add(
                rows,
                "Replay it",
                "lab step --strategy %s --scenario '%s' --play '%s'"
                        .formatted(strategy, witness.program(), witness.schedule()));
    }

    // --- People, and the rest ---

    private String person(Result automatic, Result result) {
        var marks = appeal.item().marks();
        var mark = marks.byCriterion().get(result.id());
        if (mark != null) return text(mark);
        var outdated = marks.outdated().get(result.id());
        if (outdated != null) {
            return text(outdated) + " This is of an earlier hand-in, and does not count.";
        }
        return automatic.needsHuman() ? "Nobody yet." : "Nobody: the grader's points stand.";
    }

    private static String text(Mark mark) {
        return "%s points, by %s%s"
                .formatted(
                        Points.text(mark.points()),
                        mark.by() == null ? "somebody without a name" : mark.by(),
                        mark.note() == null ? "." : ": " + mark.note());
    }

    private void rest(Page page) {
        if (!grade.gates().isEmpty()) {
            page.table(
                    "Before the code was run",
                    List.of("gate", "open", "why"),
                    grade.gates().stream()
                            .map(gate ->
                                    List.of(gate.id(), gate.passed() ? "yes" : "no", gate.why()))
                            .toList());
        }
        if (!grade.flags().isEmpty()) {
            page.heading("Noticed");
            page.paragraph("None of this costs a point by itself.");
            grade.flags().forEach(page::paragraph);
        }
        page.heading("What this rests on");
        page.paragraph(
                "The tools sign nothing that a student could not sign. So the code was run again,"
                    + " and witnesses were replayed; measurements of speed, and claims about the"
                    + " lab's own strategies, were not. They are taken from the files below.");
        page.paragraph(
                "Graded by lab %s on JDK %s, with the rubric of sha256 %s."
                        .formatted(
                                grade.tools().lab(), grade.tools().jdk(), grade.rubric().sha256()));
        page.table(
                "The files that were graded",
                List.of("file", "bytes", "sha256"),
                grade.inputs().stream()
                        .map(input ->
                                List.of(
                                        input.path(),
                                        String.valueOf(input.bytes()),
                                        input.sha256()))
                        .toList());
    }
}
