package chatlab.evidence;

/// A confidence interval of a ratio or a mean.
///
/// @param confidence between 0 and 1
public record Interval(double low, double high, double confidence) {

    boolean liesAbove(double value) {
        return low > value;
    }

    boolean liesBelow(double value) {
        return high < value;
    }

    boolean liesWithin(double from, double to) {
        return low > from && high < to;
    }
}
