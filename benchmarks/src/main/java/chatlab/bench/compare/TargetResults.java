package chatlab.bench.compare;

import chatlab.evidence.Claim;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.Interval;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;
import chatlab.evidence.Ratio;
import chatlab.evidence.Terms;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The targets and their verdicts: which of them the measurements support. Pure functions.
public record TargetResults(List<TargetResult> all) {

    /// One target.
    ///
    /// @param judgement null where it was not measured
    record TargetResult(Target target, @Nullable Judgement judgement) {

        /// Whether the claim is supported; or the two are equivalent, if the target allows the
        /// subject to be slightly slower.
        boolean isMet() {
            if (judgement == null) return false;
            return switch (judgement.verdict()) {
                case SUPPORTED -> true;
                case EQUIVALENT -> target.byAtLeast() <= 1 - judgement.margin();
                case CONTRADICTED, INCONCLUSIVE, INADMISSIBLE, NOT_RUN -> false;
            };
        }

        private boolean isMissed() {
            return judgement != null && judgement.verdict() == ClaimVerdict.CONTRADICTED;
        }
    }

    /// Judges them as the claims of one report.
    public static TargetResults of(List<Target> targets, List<JmhResult> results, Terms terms) {
        List<Claim> claims =
                targets.stream().flatMap(target -> target.claim(results).stream()).toList();
        var judgements = Claim.judge(claims, terms).iterator();
        List<TargetResult> outcomes = new ArrayList<>();
        for (Target target : targets) {
            boolean isMeasured = target.claim(results).isPresent();
            outcomes.add(new TargetResult(target, isMeasured ? judgements.next() : null));
        }
        return new TargetResults(List.copyOf(outcomes));
    }

    public List<Judgement> judgements() {
        return all.stream().map(TargetResult::judgement).filter(Objects::nonNull).toList();
    }

    /// 0: all are met; 1: at least one is missed; 3: the results do not decide.
    public int exitCode() {
        if (all.stream().anyMatch(TargetResult::isMissed)) return 1;
        return all.stream().allMatch(TargetResult::isMet) ? 0 : 3;
    }

    /// How many are met, as a sentence.
    String sum() {
        long met = all.stream().filter(TargetResult::isMet).count();
        return "%d of %d are met.".formatted(met, all.size());
    }

    public String text() {
        var text = new StringBuilder();
        for (TargetResult outcome : all) {
            Judgement judgement = outcome.judgement;
            text.append(outcome.target).append('\n');
            text.append("  ")
                    .append(judgement == null ? "not measured" : judgement.conclusion())
                    .append(judgement == null ? "" : ": " + judgement.sentence())
                    .append('\n');
        }
        return text.append(sum()).append('\n').toString();
    }

    /// A table for a page of documentation.
    public String markdown() {
        var table = new StringBuilder();
        table.append("| is | at least | times as fast as | where | measured | verdict |\n");
        table.append("|---|---|---|---|---|---|\n");
        for (TargetResult outcome : all) {
            Target target = outcome.target;
            table.append(
                    "| `%s` | %s | `%s` | %s: %s | %s | %s |\n"
                            .formatted(
                                    target.subject(),
                                    Amount.factor(target.byAtLeast()),
                                    target.than(),
                                    target.cell().question(),
                                    target.cell(),
                                    measured(outcome.judgement),
                                    outcome.judgement == null
                                            ? "not measured"
                                            : outcome.judgement.conclusion()));
        }
        return table.toString();
    }

    private static String measured(@Nullable Judgement judgement) {
        Ratio ratio = judgement == null ? null : judgement.ratio();
        Interval interval = judgement == null ? null : judgement.interval();
        if (ratio == null || interval == null) return "";
        return "%s (%s to %s)"
                .formatted(
                        Amount.digits(ratio.estimate()),
                        Amount.digits(interval.low()),
                        Amount.digits(interval.high()));
    }
}
