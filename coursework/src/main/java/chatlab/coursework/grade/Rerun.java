package chatlab.coursework.grade;

import chatlab.coursework.race.RaceResult;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.coursework.report.ClaimKind;
import chatlab.coursework.rubric.Tool;
import chatlab.coursework.score.RaceScore;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.race.RaceRow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Holds the evidence about the student's own strategy against the grader's own race of it.
///
/// Evidence is a file that its author can write anew, with a manifest that fits. A schedule that
/// the engine found breaks the same source on every machine, so it contradicts a claim that says
/// otherwise. All else that differs is a flag, because another run may see more or less.
///
/// @param report with the verdicts that the race leaves
/// @param flags for staff
record Rerun(CheckedReport report, List<String> flags) {

    /// @param strategy the path of the student's source
    /// @param tool tried it
    static Rerun of(CheckedReport report, RaceResult race, String strategy, Tool tool) {
        var claims = new ArrayList<CheckedClaim>();
        var flags = new ArrayList<String>();
        for (var claim : report.claims()) {
            boolean isAboutIt = strategy.equals(claim.values().get("subject")) && claim.earned();
            claims.add(isAboutIt ? judged(claim, race, strategy, tool, flags) : claim);
        }
        return new Rerun(report.with(claims), flags);
    }

    private static CheckedClaim judged(
            CheckedClaim claim, RaceResult race, String strategy, Tool tool, List<String> flags) {
        for (var guarantee : said(claim, "held")) {
            var row = race.broken(guarantee).orElse(null);
            if (row == null) continue;
            flags.add(
                    "%s: the evidence shows %s not broken, but the grader's %s broke it"
                            .formatted(
                                    claim.id(), guarantee, row.hasWitness() ? "engine" : "race"));
            if (row.hasWitness()) return contradicted(claim, row, strategy, tool);
        }
        for (var guarantee : said(claim, "broken")) {
            if (!race.isExhausted(List.of(guarantee)) || race.broken(guarantee).isPresent()) {
                continue;
            }
            flags.add(
                    "%s: the evidence shows %s broken, but the grader's engine tried every execution within its bounds and it held"
                            .formatted(claim.id(), guarantee));
        }
        return claim;
    }

    /// The guarantees that a claim says to be held, or broken.
    private static List<String> said(CheckedClaim claim, String what) {
        var kind = ClaimKind.named(claim.kind()).orElse(null);
        var guarantee = String.valueOf(claim.values().get("guarantee"));
        boolean isHeld = what.equals("held");
        if (kind == ClaimKind.RACE_NOT_OBSERVED) return isHeld ? List.of(guarantee) : List.of();
        if (kind == ClaimKind.RACE_OBSERVED) return isHeld ? List.of() : List.of(guarantee);
        if (kind != ClaimKind.GUARANTEE_TABLE
                || !(claim.values().get("row") instanceof Map<?, ?> row)) {
            return List.of();
        }
        return row.entrySet().stream()
                .filter(entry -> String.valueOf(entry.getValue()).equalsIgnoreCase(what))
                .map(entry -> String.valueOf(entry.getKey()))
                .toList();
    }

    private static CheckedClaim contradicted(
            CheckedClaim claim, RaceRow row, String strategy, Tool tool) {
        return new CheckedClaim(
                claim.id(),
                claim.kind(),
                claim.line(),
                claim.values(),
                ClaimVerdict.CONTRADICTED,
                false,
                claim.overclaim(),
                "The evidence shows %s not broken, but the grader's engine found a schedule that breaks it in the same source. %s"
                        .formatted(row.guarantee(), row.note())
                        .strip(),
                RaceScore.advice(List.of(row), strategy, tool),
                claim.expected(),
                "a schedule that breaks " + row.guarantee());
    }
}
