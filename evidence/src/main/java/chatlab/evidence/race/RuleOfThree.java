package chatlab.evidence.race;

/// The rule of three: after n samples without a violation, the probability of a violation is at
/// most 3/n, with 95 % confidence.
///
/// The exact bound is the p with (1 - p)^n = 0.05; 3/n is slightly above it. It assumes independent
/// samples. Source: J. A. Hanley and A. Lippman-Hand, "If nothing goes wrong, is everything all
/// right? Interpreting zero numerators", JAMA 249 (1983), pages 1743-1745.
public final class RuleOfThree {
    /// The confidence of the bound.
    public static final double CONFIDENCE = 0.95;

    /// The fewest samples for the verdict [RaceVerdict#HELD]. With fewer the bound is above 3 %,
    /// which says too little.
    public static final long FLOOR = 100;

    private RuleOfThree() {}

    /// The bound, as a share from 0 to 1; 1 without any sample.
    public static double bound(long samples) {
        return Math.min(1, 3.0 / samples);
    }
}
