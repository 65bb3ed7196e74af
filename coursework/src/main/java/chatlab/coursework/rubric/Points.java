package chatlab.coursework.rubric;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Points as people write them: at most two decimals.
public final class Points {
    private Points() {}

    public static double round(double points) {
        return BigDecimal.valueOf(points).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }

    /// `20`, `7.5`.
    public static String text(double points) {
        return BigDecimal.valueOf(round(points)).stripTrailingZeros().toPlainString();
    }
}
