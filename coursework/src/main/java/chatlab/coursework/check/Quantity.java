package chatlab.coursework.check;

/// A figure that evidence holds.
///
/// @param isShare whether it may be written in per cent: 0.019 as 1.9 %
record Quantity(double value, boolean isShare) {

    static Quantity number(double value) {
        return new Quantity(value, false);
    }

    static Quantity count(long value) {
        return new Quantity((double) value, false);
    }

    static Quantity share(double value) {
        return new Quantity(value, true);
    }
}
