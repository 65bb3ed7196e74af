package chatlab.coursework.check;

import chatlab.coursework.files.Nearest;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.coursework.report.ClaimBlock;
import chatlab.coursework.report.ClaimKind;
import chatlab.coursework.report.Report;
import chatlab.coursework.report.Texts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Compares the prose of the Results with the evidence of the claims.
final class ResultsCheck {
    /// Kinds of claims of something that was not seen.
    private static final List<String> SAY_NEVER =
            List.of(ClaimKind.RACE_NOT_OBSERVED.title(), ClaimKind.NET_NOT_OBSERVED.title());

    private final Map<String, ClaimBlock> claims;
    private final Map<String, Ruling> rulings;
    private final Consumer<Finding> findings;
    private final Map<String, String> overclaims = new LinkedHashMap<>();

    /// @param claims by their ids
    /// @param rulings by the same
    ResultsCheck(
            Map<String, ClaimBlock> claims,
            Map<String, Ruling> rulings,
            Consumer<Finding> findings) {
        this.claims = claims;
        this.rulings = rulings;
        this.findings = findings;
    }

    /// Checks all sentences and rows.
    ///
    /// @return for the id of a claim, the sentences that say too much about it
    Map<String, String> check(Report report, Report.Section results) {
        for (var passage : Passages.of(report, results)) {
            unknownMarks(passage);
            numbers(passage);
            overclaim(passage);
        }
        return overclaims;
    }

    private void unknownMarks(Passages.Passage passage) {
        for (String mark : passage.marks()) {
            // Brackets are not only for claims: [sic] is not a mark.
            if (claims.containsKey(mark) || !mark.matches("[A-Z]{1,2}[0-9]{1,3}")) continue;
            find(
                    passage.line(),
                    Kind.NUMBER,
                    "There is no claim "
                            + mark
                            + (claims.isEmpty() ? "." : Nearest.hint(mark, claims.keySet())));
        }
    }

    private void numbers(Passages.Passage passage) {
        List<String> marks = passage.marks().stream().filter(claims::containsKey).toList();
        List<Quantity> known = new ArrayList<>();
        for (String mark : marks) {
            Ruling ruling = rulings.get(mark);
            // Without figures there is nothing to compare; the claim's own verdict says why.
            if (ruling == null || ruling.quantities().isEmpty()) return;
            known.addAll(ruling.quantities());
            known.addAll(ofTheClaim(mark, ruling));
        }
        if (marks.isEmpty()) return;
        for (Numeral numeral : Numeral.in(passage.text())) {
            if (numeral.isAnyOf(known)) continue;
            find(
                    passage.lineAt(numeral.start()),
                    Kind.NUMBER,
                    "The evidence of %s holds no number that rounds to %s; correct it, or take it out of what is marked [%s]."
                            .formatted(
                                    String.join(", ", marks),
                                    Texts.cut(numeral.text()),
                                    String.join("] [", marks)));
        }
    }

    /// The conditions that a claim names, and what it claims if that is so.
    private List<Quantity> ofTheClaim(String id, Ruling ruling) {
        List<Quantity> found = new ArrayList<>();
        ClaimBlock claim = claims.get(id);
        if (claim == null) return found;
        List<String> keys =
                ruling.isEarned()
                        ? List.of("where", "samples", "at_least", "by_at_least", "bound")
                        : List.of("where");
        for (String key : keys) {
            Numeral.in(claim.text(key).replace('=', ' '))
                    .forEach(n -> found.add(Quantity.share(n.value())));
        }
        return found;
    }

    private void overclaim(Passages.Passage passage) {
        Optional<String> words = Overclaims.in(passage.text());
        if (words.isEmpty()) return;
        String why =
                "'%s' is more than any run can show; say what was seen, how often, and in how many samples."
                        .formatted(words.get().strip());
        find(passage.line(), Kind.OVERCLAIM, why);
        passage.marks().stream()
                .filter(mark -> {
                    ClaimBlock claim = claims.get(mark);
                    return claim != null && SAY_NEVER.contains(claim.kind());
                })
                .forEach(mark ->
                        overclaims.putIfAbsent(
                                mark, "Line %d of the report: %s".formatted(passage.line(), why)));
    }

    private void find(int line, Kind kind, String what) {
        findings.accept(new Finding(line, kind, what));
    }
}
