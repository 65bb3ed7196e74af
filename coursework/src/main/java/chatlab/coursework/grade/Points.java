package chatlab.coursework.grade;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Points as people write them: at most two decimals.
final class Points {
    private Points() {}

    static double round(double points) {
        return BigDecimal.valueOf(points).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }

    /// `20`, `7.5`.
    static String text(double points) {
        return BigDecimal.valueOf(round(points)).stripTrailingZeros().toPlainString();
    }
}
