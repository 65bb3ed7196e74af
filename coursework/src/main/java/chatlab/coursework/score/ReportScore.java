package chatlab.coursework.score;

import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Requirement;
import chatlab.coursework.score.Grade.Result;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Scores the form of a report: each requirement that is met earns an equal share.
final class ReportScore {
    private static final int FINDINGS_SHOWN = 5;

    private ReportScore() {}

    static Result of(Criterion.Report criterion, CheckedReport report) {
        var broken =
                criterion.requires().stream()
                        .filter(each -> !against(each, report).isEmpty())
                        .toList();
        Set<Finding> findings = new LinkedHashSet<>();
        broken.forEach(each -> findings.addAll(against(each, report)));
        int all = criterion.requires().size();
        int met = all - broken.size();
        double points = criterion.points() * met / all;
        var expected =
                criterion.requires().stream()
                        .map(Requirement::meaning)
                        .collect(Collectors.joining("; "));
        if (broken.isEmpty()) {
            return Result.of(criterion, CriterionVerdict.MET, sentence(expected))
                    .earning(points)
                    .comparing(expected, "all of it");
        }
        var keys = broken.stream().map(Requirement::key).collect(Collectors.joining(", "));
        return Result.of(
                        criterion,
                        met == 0 ? CriterionVerdict.NOT_MET : CriterionVerdict.PARTLY_MET,
                        "Not met: " + keys + ".")
                .earning(points)
                .advising("lab report check shows each finding with its line.")
                .comparing(expected, text(findings));
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static List<Finding> against(Requirement requirement, CheckedReport report) {
        return report.findings().stream().filter(requirement::isBrokenBy).toList();
    }

    private static String text(Set<Finding> findings) {
        var first =
                findings.stream()
                        .limit(FINDINGS_SHOWN)
                        .map(each ->
                                (each.line() > 0 ? "line " + each.line() + ": " : "") + each.what())
                        .collect(Collectors.joining("\n"));
        int more = findings.size() - FINDINGS_SHOWN;
        return more > 0 ? first + "\nand %d more".formatted(more) : first;
    }
}
