package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The claim that one result is faster than another, and how it is judged.
///
/// @param byAtLeast how many times as fast the subject is at least; null: faster by more than the
///   margin. Below 1 it says how much slower the subject is at most
public record Claim(JmhResult subject, JmhResult than, @Nullable Double byAtLeast) {

    /// Nobody measures more forks than this.
    private static final int MOST_FORKS = 1000;

    /// The claim that the subject is faster.
    public static Claim faster(JmhResult subject, JmhResult than) {
        return new Claim(subject, than, null);
    }

    /// The claim that the one with the better score is faster.
    public static Claim winnerOf(JmhResult a, JmhResult b) {
        Claim claim = faster(a, b);
        Ratio ratio = claim.ratio();
        return ratio == null || ratio.estimate() >= 1 ? claim : faster(b, a);
    }

    /// Judges all claims of one report, in their order.
    ///
    /// A report with several claims is wrong somewhere more often than a single claim is wrong.
    /// Holm's correction gives the whole report the asked confidence. The claim with the clearest
    /// answer is judged at the confidence that Bonferroni's correction asks of all claims, the next
    /// one at the confidence for one claim fewer, and so on. After the first claim that stays open
    /// the confidence stays as it is.
    public static List<Judgement> judge(List<Claim> claims, Terms terms) {
        List<Open> open = new ArrayList<>();
        Judgement[] judgements = new Judgement[claims.size()];
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            List<Objection> objections = claim.objections(terms);
            Ratio ratio = claim.ratio();
            if (ratio == null || !objections.isEmpty()) {
                judgements[i] = Judgement.inadmissible(claim, ratio, terms, objections);
            } else {
                open.add(new Open(i, claim, ratio, claim.probability(ratio, terms)));
            }
        }
        open.sort((x, y) -> Double.compare(x.probability, y.probability));
        double error = 1 - terms.confidence();
        boolean settled = true;
        double share = error;
        for (int rank = 0; rank < open.size(); rank++) {
            Open next = open.get(rank);
            if (settled) {
                share = error / (open.size() - rank);
                settled = next.probability <= share;
            }
            judgements[next.index] = next.claim.judge(next.ratio, terms, 1 - share);
        }
        return List.of(judgements);
    }

    /// Judges one claim as the only one of its report.
    public Judgement judge(Terms terms) {
        return judge(List.of(this), terms).getFirst();
    }

    /// A claim that may be judged.
    ///
    /// @param probability the smallest share of error at which it has an answer
    private record Open(int index, Claim claim, Ratio ratio, double probability) {}

    private Judgement judge(Ratio ratio, Terms terms, double confidence) {
        ClaimVerdict verdict = verdict(ratio, terms, confidence);
        Integer forks =
                verdict == ClaimVerdict.INCONCLUSIVE ? forksNeeded(ratio, terms, confidence) : null;
        return new Judgement(
                this, verdict, ratio, ratio.interval(confidence), terms.margin(), forks, List.of());
    }

    private ClaimVerdict verdict(Ratio ratio, Terms terms, double confidence) {
        Interval interval = ratio.interval(confidence);
        // Two one-sided tests, each at the claim's own share of error: 90 % for 95 %.
        Interval narrower = ratio.interval(2 * confidence - 1);
        if (interval.liesAbove(threshold(terms))) {
            return ClaimVerdict.SUPPORTED;
        } else if (interval.liesBelow(slower())) {
            return ClaimVerdict.CONTRADICTED;
        } else if (narrower.liesWithin(terms.lowerBound(), terms.upperBound())) {
            return ClaimVerdict.EQUIVALENT;
        } else if (byAtLeast != null && interval.liesBelow(byAtLeast)) {
            return ClaimVerdict.CONTRADICTED; // perhaps faster, but not by that much
        }
        return ClaimVerdict.INCONCLUSIVE;
    }

    /// The smallest share of error at which [#verdict] is not inconclusive: each of its answers as
    /// a probability.
    private double probability(Ratio ratio, Terms terms) {
        Ratio turned = ratio.turned();
        double supported = 2 * ratio.probabilityIfOnly(threshold(terms));
        double slower = 2 * turned.probabilityIfOnly(1 / slower());
        double equivalent =
                Math.max(
                        ratio.probabilityIfOnly(terms.lowerBound()),
                        turned.probabilityIfOnly(1 / terms.upperBound()));
        double notByThatMuch = byAtLeast == null ? 1 : 2 * turned.probabilityIfOnly(1 / byAtLeast);
        return Math.min(Math.min(supported, slower), Math.min(equivalent, notByThatMuch));
    }

    private double threshold(Terms terms) {
        return byAtLeast == null ? terms.upperBound() : byAtLeast;
    }

    /// Below this the subject is slower, and than it may be: "at least 0.9 times as fast" leaves
    /// room for that.
    private double slower() {
        return byAtLeast == null ? 1 : Math.min(1, byAtLeast);
    }

    /// How many forks a side would settle it, were they to go on as they did; null: no number.
    private @Nullable Integer forksNeeded(Ratio ratio, Terms terms, double confidence) {
        int open = Math.max(ratio.forks(), ratio.others());
        int settled = MOST_FORKS;
        if (!settles(ratio, settled, terms, confidence)) {
            return null;
        }
        while (settled - open > 1) { // what some forks settle, more of them settle too
            int middle = (open + settled) / 2;
            if (settles(ratio, middle, terms, confidence)) {
                settled = middle;
            } else {
                open = middle;
            }
        }
        return settled;
    }

    private boolean settles(Ratio ratio, int forks, Terms terms, double confidence) {
        return probability(ratio.withForks(forks), terms) <= 1 - confidence;
    }

    private List<Objection> objections(Terms terms) {
        List<Objection> objections = new ArrayList<>(Admissibility.of(subject));
        Admissibility.of(than).stream()
                .filter(objection -> !objections.contains(objection))
                .forEach(objections::add);
        objections.addAll(Admissibility.ofPair(subject, than, terms.orderOnTrust()));
        return objections;
    }

    /// Null when there is too little to compute one.
    private @Nullable Ratio ratio() {
        try {
            return Ratio.of(subject, than);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
