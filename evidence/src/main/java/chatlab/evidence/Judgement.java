package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// A judged claim.
///
/// @param ratio null where there is too little data to compute it
/// @param interval at the confidence that this claim was judged at, with Holm's correction
/// @param margin a smaller difference does not matter
/// @param forksNeeded about how many forks of each would settle an inconclusive claim; null: it is
///   settled, or no reasonable number would settle it
/// @param objections why it is inadmissible
public record Judgement(
        Claim claim,
        ClaimVerdict verdict,
        @Nullable Ratio ratio,
        @Nullable Interval interval,
        double margin,
        @Nullable Integer forksNeeded,
        List<Objection> objections) {

    public Judgement {
        objections = List.copyOf(objections);
    }

    static Judgement inadmissible(
            Claim claim, @Nullable Ratio ratio, Terms terms, List<Objection> objections) {
        Interval interval = ratio == null ? null : ratio.interval(terms.confidence());
        return new Judgement(
                claim,
                ClaimVerdict.INADMISSIBLE,
                ratio,
                interval,
                terms.margin(),
                null,
                objections);
    }

    /// What was found, such as "cow is 2.31 times as fast as rwlock (2.20 to 2.43, 95 %, 5 forks)
    /// at members=64, threads=2".
    public String sentence() {
        String subject = claim.subject().contestant();
        String than = claim.than().contestant();
        String where = " at " + claim.subject().where();
        if (ratio == null || interval == null) {
            return "%s and %s cannot be compared%s".formatted(subject, than, where);
        }
        return "%s is %s times as %s as %s (%s to %s, %s, %s)%s"
                .formatted(
                        subject,
                        times(ratio.estimate()),
                        claim.subject().isSpeed() ? "fast" : "frugal",
                        than,
                        times(interval.low()),
                        times(interval.high()),
                        percent(interval.confidence()),
                        forks(ratio),
                        where);
    }

    /// What follows from it.
    public String conclusion() {
        return switch (verdict) {
            case SUPPORTED -> "SUPPORTED";
            case CONTRADICTED -> "CONTRADICTED";
            case EQUIVALENT -> "EQUIVALENT, within " + percent(margin);
            case INCONCLUSIVE -> verdict + "; " + open();
            case INADMISSIBLE, NOT_RUN ->
                    objections.isEmpty()
                            ? verdict.toString()
                            : verdict
                                    + "; "
                                    + objections.getFirst()
                                    + (objections.size() > 1
                                            ? " (and %d more)".formatted(objections.size() - 1)
                                            : "")
                                    + ". Instead, "
                                    + objections.getFirst().remedy();
        };
    }

    /// What an inconclusive claim would need.
    public String open() {
        if (forksNeeded == null) return "more forks would not settle it";
        Integer minutes = minutesNeeded();
        return minutes == null
                ? "about %d forks would settle it".formatted(forksNeeded)
                : "not decided in the time: would need about %d more minute%s"
                        .formatted(minutes, minutes == 1 ? "" : "s");
    }

    /// About how many minutes more would settle an inconclusive claim, if nothing else is measured;
    /// at least 1. Null: the run does not say how long a fork took, or nothing would settle it.
    public @Nullable Integer minutesNeeded() {
        var order = claim.subject().runOrder();
        if (forksNeeded == null || ratio == null || order == null || order.forkSeconds() <= 0) {
            return null;
        }
        double seconds = 2 * (forksNeeded - ratio.forks()) * order.forkSeconds();
        return (int) Math.max(1, Math.ceil(seconds / 60));
    }

    private static String forks(Ratio ratio) {
        if (ratio.basis() == Ratio.Basis.ROUNDS) return ratio.forks() + " rounds";
        return ratio.forks() == ratio.others()
                ? ratio.forks() + " forks"
                : "%d and %d forks".formatted(ratio.forks(), ratio.others());
    }

    /// With at most two decimals.
    private static String times(double ratio) {
        String format =
                ratio < 0.1 ? "%.2g" : ratio >= 100 ? "%.0f" : ratio >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, ratio);
    }

    /// With as many decimals as a share needs so that it does not look like 100 %: 95, 99.4,
    /// 99.9996.
    private static String percent(double share) {
        double percent = 100 * share;
        int decimals = 1;
        while (decimals < 9 && percent < 100 && 100 - percent < 0.5 * Math.pow(10, -decimals)) {
            decimals++;
        }
        String text = String.format(Locale.ROOT, "%." + decimals + "f", percent);
        return text.replaceFirst("\\.0$", "") + " %";
    }
}
