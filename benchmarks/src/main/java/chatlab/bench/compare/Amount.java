package chatlab.bench.compare;

import java.util.Locale;

/// Numbers as text for people, with three digits and a prefix.
public final class Amount {
    private static final String[] PREFIXES = {"", " k", " M", " G"};

    private Amount() {}

    /// Such as `2.31 M`, `776 k` or `0.317`.
    static String of(double value) {
        int prefix = 0;
        double scaled = value;
        while (scaled >= 999.5 && prefix < PREFIXES.length - 1) {
            scaled /= 1000;
            prefix++;
        }
        return digits(scaled) + PREFIXES[prefix];
    }

    /// Three significant digits; digits before the point are never cut.
    public static String digits(double value) {
        int behind = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + behind + "f", value);
    }

    /// A factor as it was written down, such as `0.95` or `5`.
    static String factor(double value) {
        return String.valueOf(value).replaceFirst("\\.0$", "");
    }

    /// A share in percent, such as `95 %` or `99.9 %`.
    public static String percent(double share) {
        return factor(Math.round(1000 * share) / 10.0) + " %";
    }
}
