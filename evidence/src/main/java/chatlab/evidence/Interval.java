package chatlab.evidence;

/// A confidence interval of a ratio.
///
/// @param confidence between 0 and 1
public record Interval(double low, double high, double confidence) {

    boolean liesAbove(double ratio) {
        return low > ratio;
    }

    boolean liesBelow(double ratio) {
        return high < ratio;
    }

    boolean liesWithin(double from, double to) {
        return low > from && high < to;
    }
}
