package chatlab.coursework.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/// Numbers and lists as they stand in sentences.
public final class Texts {
    private static final int LONGEST = 60;

    private Texts() {}

    /// Such as `1,063,680`.
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// A share in per cent, with as many digits as tell it from none.
    public static String percent(double share) {
        return new BigDecimal(100 * share).round(new MathContext(2)).toPlainString() + " %";
    }

    /// Up to three significant digits, without zeros at the end.
    public static String digits(double value) {
        if (!Double.isFinite(value)) return String.valueOf(value);
        return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    /// The first few, and how many more there are. A stranger's text is cut short.
    public static String some(Collection<String> words, int most) {
        String first = words.stream().limit(most).map(Texts::cut).collect(Collectors.joining(", "));
        int more = words.size() - most;
        return more <= 0 ? first : first + " and " + more + " more";
    }

    /// At most so much of a text that a sentence stays one, on one line.
    public static String cut(String text) {
        return cut(text, LONGEST);
    }

    public static String cut(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= longest ? line : line.substring(0, longest) + "…";
    }
}
