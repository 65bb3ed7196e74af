package chatlab.coursework.page;

import chatlab.coursework.cohort.Cohort;
import chatlab.coursework.cohort.Cohort.Member;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade;
import chatlab.coursework.score.Grade.Result;
import chatlab.evidence.page.Cell;
import chatlab.evidence.page.Page;
import chatlab.evidence.page.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The page for staff about all submissions of a lab: `cohort.html`.
public final class CohortPage {
    private static final int CLASSES = 10;

    private CohortPage() {}

    public static String html(Cohort cohort) {
        var page =
                new Page(
                        "Lab "
                                + cohort.rubric().lab()
                                + ", "
                                + cohort.rubric().title()
                                + ": the cohort");
        page.paragraph(summary(cohort));
        lookAt(page, cohort);
        if (!cohort.members().isEmpty()) {
            distribution(page, cohort);
            criteria(page, cohort);
            submissions(page, cohort);
        }
        similar(page, cohort);
        return page.html();
    }

    private static String summary(Cohort cohort) {
        var grades = cohort.members().stream().map(Member::grade).toList();
        long open = grades.stream().filter(grade -> !grade.needsHuman().isEmpty()).count();
        var scores = grades.stream().map(Grade::score).sorted().toList();
        var text = "%d submissions graded".formatted(grades.size());
        if (!scores.isEmpty()) {
            text +=
                    ", median %s of %s points"
                            .formatted(
                                    Points.text(median(scores)),
                                    Points.text(cohort.rubric().total()));
        }
        text += ". ";
        text +=
                open == 0
                        ? "Every mark is given."
                        : "%d still wait for a marker: so far they have only the grader's points."
                                .formatted(open);
        if (cohort.members().stream().anyMatch(each -> each.grade().tools().isWithoutSandbox())) {
            text +=
                    " GRADED WITHOUT A SANDBOX: students' code could reach whatever the grader"
                            + " can.";
        }
        return text;
    }

    private static double median(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static void lookAt(Page page, Cohort cohort) {
        var table = new Table("Look at these", List.of("submission", "why"));
        cohort.failures()
                .forEach((submission, why) ->
                        table.row(Cell.row(List.of(submission, "not graded: " + why))));
        var byStudent = cohort.byStudent();
        for (var member : cohort.members()) {
            var grade = member.grade();
            var reasons = new ArrayList<>(grade.flags());
            grade.gates().stream()
                    .filter(gate ->
                            !gate.passed() && grade.flags().stream().noneMatch(gate.why()::equals))
                    .forEach(gate -> reasons.add("gate " + gate.id() + ": " + gate.why()));
            grade.criteria().stream()
                    .filter(each -> each.needsHuman() && !each.kind().equals("human"))
                    .forEach(each -> reasons.add(each.id() + ": " + each.why()));
            reasons.addAll(member.notes());
            reasons.addAll(cohort.doubts(member, byStudent));
            if (reasons.isEmpty()) continue;
            table.row(List.of(link(grade), Cell.of(String.join("\n", reasons))));
        }
        if (!table.isEmpty()) page.table(table);
        if (!cohort.notices().isEmpty()) {
            page.table(
                    "Not graded",
                    List.of("what"),
                    cohort.notices().stream().map(List::of).toList());
        }
        var missing = cohort.missing();
        if (!missing.isEmpty()) {
            page.table(
                    "In the roster, without a submission",
                    List.of("student", "name"),
                    missing.stream().map(each -> List.of(each.id(), each.name())).toList());
        }
    }

    private static void distribution(Page page, Cohort cohort) {
        int[] counts = new int[CLASSES];
        for (var member : cohort.members()) {
            double share =
                    cohort.rubric().total() == 0
                            ? 0
                            : member.grade().score() / cohort.rubric().total();
            counts[Math.clamp((int) (share * CLASSES), 0, CLASSES - 1)]++;
        }
        var rows = new ArrayList<List<String>>();
        for (int i = CLASSES - 1; i >= 0; i--) {
            var from = Points.text(cohort.rubric().total() * i / CLASSES);
            var to = Points.text(cohort.rubric().total() * (i + 1) / CLASSES);
            rows.add(List.of(from + " to " + to, String.valueOf(counts[i]), "█".repeat(counts[i])));
        }
        page.table("Points", List.of("points", "submissions", ""), rows);
    }

    private static void criteria(Page page, Cohort cohort) {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < cohort.rubric().criteria().size(); i++) {
            int index = i;
            var results =
                    cohort.members().stream()
                            .map(each -> each.grade().criteria().get(index))
                            .toList();
            var decided = results.stream().filter(each -> !each.needsHuman()).toList();
            double mean = decided.stream().mapToDouble(Result::score).average().orElse(0);
            var criterion = cohort.rubric().criteria().get(i);
            rows.add(
                    List.of(
                            criterion.title(),
                            decided.isEmpty() ? "–" : Points.text(mean),
                            Points.text(criterion.points()),
                            String.valueOf(
                                    decided.stream()
                                            .filter(each -> each.score() >= each.max())
                                            .count()),
                            String.valueOf(
                                    decided.stream().filter(each -> each.score() == 0).count()),
                            String.valueOf(results.size() - decided.size()),
                            verdicts(decided)));
        }
        page.table(
                "Criterion by criterion",
                List.of("criterion", "mean", "of", "all points", "none", "open", "verdicts"),
                rows);
    }

    private static String verdicts(List<Result> results) {
        return results.stream()
                .collect(
                        Collectors.groupingBy(
                                each -> each.verdict().toString(),
                                TreeMap::new,
                                Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(" · "));
    }

    private static void submissions(Page page, Cohort cohort) {
        var table =
                new Table(
                        "Submissions", List.of("submission", "students", "points", "for a marker"));
        for (var member : cohort.members()) {
            var grade = member.grade();
            table.row(
                    List.of(
                            link(grade),
                            Cell.of(member.names(cohort.roster())),
                            Cell.of(Points.text(grade.score())),
                            Cell.of(String.join(", ", grade.needsHuman()))));
        }
        page.table(table);
    }

    private static void similar(Page page, Cohort cohort) {
        if (cohort.similar().isEmpty()) return;
        page.table(
                "Alike: look at them side by side",
                List.of("one", "other", "what", "shared"),
                cohort.similar().stream()
                        .map(each ->
                                List.of(
                                        each.one(),
                                        each.other(),
                                        each.what(),
                                        Math.round(100 * each.share()) + " %"))
                        .toList());
        page.paragraph(
                "A lab with one right answer makes answers alike. This is a hint to read two"
                        + " submissions, and has no part in any grade.");
    }

    private static Cell link(Grade grade) {
        return new Cell.Link(grade.submission(), grade.submission() + "/feedback.html");
    }
}
