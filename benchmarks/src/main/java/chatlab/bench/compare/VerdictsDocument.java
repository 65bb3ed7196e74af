package chatlab.bench.compare;

import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.Interval;
import chatlab.evidence.Judgement;
import chatlab.evidence.Objection;
import chatlab.evidence.Ratio;
import chatlab.evidence.Terms;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Verdicts as JSON.
///
/// @param comparisons in the order in which they were made
public record VerdictsDocument(String schema, Terms terms, List<Comparison> comparisons) {
    private static final String SCHEMA = "chatlab/verdicts/1";

    /// One judged claim that the subject is faster.
    ///
    /// @param ratio above 1 means that the subject is faster; null: not to be had
    /// @param interval of the ratio, at the confidence that Holm's correction asks of it
    record Comparison(
            String benchmark,
            String subject,
            String than,
            Map<String, String> where,
            @Nullable Double byAtLeast,
            ClaimVerdict verdict,
            @Nullable Double ratio,
            @Nullable Interval interval,
            @Nullable Integer forksNeeded,
            @Nullable Integer minutesNeeded,
            Ratio.@Nullable Basis basis,
            List<Objection> objections,
            String sentence) {

        static Comparison of(Judgement j) {
            var subject = j.claim().subject();
            Ratio ratio = j.ratio();
            Map<String, String> where = new TreeMap<>(subject.conditions());
            where.put("threads", String.valueOf(subject.threads()));
            return new Comparison(
                    subject.benchmark(),
                    subject.contestant(),
                    j.claim().than().contestant(),
                    where,
                    j.claim().byAtLeast(),
                    j.verdict(),
                    ratio == null ? null : ratio.estimate(),
                    j.interval(),
                    j.forksNeeded(),
                    j.minutesNeeded(),
                    ratio == null ? null : ratio.basis(),
                    j.objections(),
                    j.sentence());
        }
    }

    public static VerdictsDocument of(List<Judgement> judgements, Terms terms) {
        return new VerdictsDocument(
                SCHEMA, terms, judgements.stream().map(Comparison::of).toList());
    }
}
