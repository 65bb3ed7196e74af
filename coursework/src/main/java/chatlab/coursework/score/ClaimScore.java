package chatlab.coursework.score;

import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.coursework.report.ClaimKind;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade.Result;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Scores the claims that a rubric asks for.
public final class ClaimScore {
    /// The share of the points for a claim that the evidence leaves open.
    private static final double HONEST = 0.75;

    /// The share for a claim whose evidence must not be used.
    private static final double INADMISSIBLE = 0.25;

    private final Rubric rubric;
    private final CheckedReport report;

    public ClaimScore(Rubric rubric, CheckedReport report) {
        this.rubric = rubric;
        this.report = report;
    }

    Result of(Criterion.Witness criterion) {
        var candidates = candidates(criterion);
        var best = candidates.stream().filter(CheckedClaim::earned).findFirst();
        if (best.isPresent()) return of(criterion, best.get()).earning(criterion.points());
        if (!candidates.isEmpty()) return of(criterion, candidates.getFirst());
        var wanted =
                "a witness%s%s that replays"
                        .formatted(
                                criterion.subject() == null ? "" : " for " + criterion.subject(),
                                criterion.guarantee() == null
                                        ? ""
                                        : " against " + criterion.guarantee());
        return Result.of(criterion, CriterionVerdict.ABSENT, "The report claims no such witness.")
                .advising(
                        "Find one with lab step --search --save FILE, and claim it with kind:"
                                + " witness.")
                .comparing(wanted, "no claim");
    }

    Result of(Criterion.Claim criterion) {
        var best = best(criterion);
        if (best.isEmpty()) {
            return Result.of(criterion, CriterionVerdict.ABSENT, "The report makes no such claim.")
                    .advising("Add it as a claim block to the Results, with its evidence.")
                    .comparing("a claim with " + words(criterion.claim()), "no claim");
        }
        double points = share(best.get()) * criterion.points();
        var over = candidates(criterion).stream().filter(CheckedClaim::overclaim).findFirst();
        if (over.isPresent()) points = Math.max(0, points - criterion.points() / 2);
        return of(criterion, over.orElse(best.get())).earning(points);
    }

    private static Result of(Criterion criterion, CheckedClaim claim) {
        return Result.of(
                        criterion,
                        CriterionVerdict.of(claim),
                        claim.id() + ": " + claim.rationale())
                .advising(claim.help())
                .comparing(claim.expected(), claim.actual());
    }

    /// The claim that earns most, of those that a criterion asks for.
    public Optional<CheckedClaim> best(Criterion.Claim criterion) {
        return candidates(criterion).stream().max(Comparator.comparingDouble(ClaimScore::share));
    }

    /// The claims of the report that a criterion looks at.
    public List<CheckedClaim> candidates(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Witness witness -> candidates(witness);
            case Criterion.Claim claim -> candidates(claim);
            case Criterion.Race _, Criterion.Report _, Criterion.Human _ -> List.of();
        };
    }

    private List<CheckedClaim> candidates(Criterion.Witness criterion) {
        return report.claims().stream()
                .filter(claim -> claim.kind().equals(ClaimKind.WITNESS.title()))
                .filter(claim -> fits(criterion.subject(), claim.values().get("subject")))
                .filter(claim -> fits(criterion.guarantee(), claim.values().get("guarantee")))
                .toList();
    }

    private List<CheckedClaim> candidates(Criterion.Claim criterion) {
        return report.claims().stream()
                .filter(claim -> holds(criterion.claim(), withKind(claim)))
                .toList();
    }

    private boolean fits(@Nullable String wanted, @Nullable Object claimed) {
        return wanted == null || wants(wanted).equals(String.valueOf(claimed));
    }

    /// `own` is the student's strategy.
    private String wants(Object value) {
        var text = String.valueOf(value);
        return text.equals("own") && rubric.strategy() != null ? rubric.strategy() : text;
    }

    private static Map<String, Object> withKind(CheckedClaim claim) {
        var values = new HashMap<>(claim.values());
        values.put("kind", claim.kind());
        return values;
    }

    private static double share(CheckedClaim claim) {
        if (claim.earned()) return 1;
        return switch (claim.verdict()) {
            case INCONCLUSIVE -> HONEST;
            case INADMISSIBLE -> INADMISSIBLE;
            case SUPPORTED, EQUIVALENT, CONTRADICTED, NOT_RUN -> 0;
        };
    }

    /// Whether a claim has all that is wanted; of a mapping, some of it may be wanted, and for a
    /// plain value any of several.
    private boolean holds(Map<?, ?> wanted, Map<?, ?> claimed) {
        return wanted.entrySet().stream()
                .allMatch(entry -> holds(entry.getValue(), claimed.get(entry.getKey())));
    }

    private boolean holds(@Nullable Object wanted, @Nullable Object claimed) {
        if (wanted instanceof Map<?, ?> map) {
            return claimed instanceof Map<?, ?> other && holds(map, other);
        }
        if (wanted instanceof List<?> list && !(claimed instanceof List<?>)) {
            return list.stream().anyMatch(any -> holds(any, claimed));
        }
        if (wanted instanceof List<?> list) {
            return claimed instanceof List<?> other
                    && list.stream()
                            .map(String::valueOf)
                            .toList()
                            .equals(other.stream().map(String::valueOf).toList());
        }
        return claimed != null && wants(String.valueOf(wanted)).equals(String.valueOf(claimed));
    }

    private static String words(Map<String, Object> claim) {
        return claim.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
