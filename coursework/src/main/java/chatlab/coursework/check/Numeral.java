package chatlab.coursework.check;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number as it stands in a text, with the precision at which it was written.
///
/// Understands `20,234`, `20 234`, `20.234` and `20234`; `1.9 %` and `1,9 %`; `1.2 M` and `1.2
/// million`; `1.2e-6`, `1.2 × 10⁻⁶` and `10^-6`. Where a mark may part thousands or decimals, both
/// readings count.
final class Numeral {

    /// Grouped by threes, or plain; a power of ten; a unit of counting. Possessive where a shorter
    /// match would read half a number.
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}_.,^])(?<digits>\\d{1,3}(?:[,.'’_\u00a0\u202f\u2009"
                        + " ]\\d{3}(?!\\d))++(?:[.,]\\d++)?+|\\d++(?:[.,]\\d++)?+)"
                        + "(?:\\^(?<power>[-−+]?\\d++)|(?<raised>[⁻⁺]?+[⁰¹²³⁴⁵⁶⁷⁸⁹]++)"
                        + "|\\s?[×x·*]\\s?10(?:\\^(?<times>[-−+]?\\d++)|(?<timesraised>[⁻⁺]?+[⁰¹²³⁴⁵⁶⁷⁸⁹]++))"
                        + "|[eE](?<e>[-−+]?\\d++))?+(?:\\s?(?<unit>%|‰|per"
                        + " ?cent\\b|thousand\\b|million\\b|billion\\b|[kKMG](?![\\p{L}\\p{N}])))?+");

    private static final Map<String, Double> UNITS =
            Map.of(
                    "%",
                    1e-2,
                    "‰",
                    1e-3,
                    "percent",
                    1e-2,
                    "thousand",
                    1e3,
                    "million",
                    1e6,
                    "billion",
                    1e9,
                    "k",
                    1e3,
                    "m",
                    1e6,
                    "g",
                    1e9);

    /// What stands before a number that counts nothing: a name with a number in it.
    private static final Pattern NAME =
            Pattern.compile(
                    "(?i)\\b(figure|fig\\.|table|section|chapter|listing|java|jdk|lab|lines?|step|version|no\\.)\\s*$");

    private static final Pattern NO_LESS =
            Pattern.compile(
                    "(?i)(more than|greater than|over|above|at least|exceeds|beyond|>|≥|>=)\\s*$");
    private static final Pattern NO_MORE =
            Pattern.compile(
                    "(?i)(less than|fewer than|under|below|at most|up to|within|<|≤|<=)\\s*$");
    private static final Pattern ROUGHLY =
            Pattern.compile(
                    "(?i)(about|around|roughly|approximately|approx\\.|ca\\.|circa|nearly|almost|some|~|≈|±)\\s*$");

    /// How far "about" and "more than" reach.
    private static final double ROUGH = 0.1;

    private static final double FAR = 10;
    private static final double TOLERANCE = 1e-9;

    /// One reading of the digits.
    ///
    /// @param step the value of one in the last place that was written
    private record Reading(double value, double step) {}

    private enum Relation {
        EQUAL,
        ROUGH,
        NO_LESS,
        NO_MORE
    }

    private final String text;
    private final int start;
    private final List<Reading> readings;
    private final boolean isShare;
    private final Relation relation;

    private Numeral(
            String text, int start, List<Reading> readings, boolean isShare, Relation relation) {
        this.text = text;
        this.start = start;
        this.readings = readings;
        this.isShare = isShare;
        this.relation = relation;
    }

    String text() {
        return text;
    }

    int start() {
        return start;
    }

    /// The first reading.
    double value() {
        return readings.getFirst().value;
    }

    /// All numbers in a text but those in names, such as `Figure 3`, `JDK 25`, `64-bit`, and the 3
    /// of `3/N`.
    static List<Numeral> in(String text) {
        List<Numeral> found = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            String before = text.substring(Math.max(0, matcher.start() - 20), matcher.start());
            String after = text.substring(matcher.end());
            boolean isRuleOfThree =
                    matcher.group().equals("3") && after.stripLeading().startsWith("/");
            if (NAME.matcher(before).find() || after.startsWith("-bit") || isRuleOfThree) continue;
            found.add(numeral(matcher, relation(before)));
        }
        return found;
    }

    /// A text that is one number and nothing else.
    static Optional<Numeral> of(String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        return matcher.matches() ? Optional.of(numeral(matcher, Relation.EQUAL)) : Optional.empty();
    }

    /// Whether any of the quantities, rounded as this was, is this.
    boolean isAnyOf(Collection<Quantity> quantities) {
        return quantities.stream()
                .filter(quantity -> quantity.isShare() || !isShare)
                .anyMatch(quantity ->
                        readings.stream().anyMatch(reading -> fits(reading, quantity.value())));
    }

    private boolean fits(Reading reading, double actual) {
        double slack = TOLERANCE * Math.abs(actual);
        double size = Math.abs(actual);
        boolean rounded = Math.abs(reading.value - size) <= reading.step / 2 + slack;
        return switch (relation) {
            case EQUAL -> rounded;
            case ROUGH -> rounded || Math.abs(reading.value - size) <= ROUGH * reading.value;
            case NO_LESS ->
                    rounded || (size >= reading.value - slack && size <= FAR * reading.value);
            case NO_MORE ->
                    rounded || (size <= reading.value + slack && size >= reading.value / FAR);
        };
    }

    private static Relation relation(String before) {
        if (NO_LESS.matcher(before).find()) return Relation.NO_LESS;
        if (NO_MORE.matcher(before).find()) return Relation.NO_MORE;
        return ROUGHLY.matcher(before).find() ? Relation.ROUGH : Relation.EQUAL;
    }

    private static Numeral numeral(Matcher matcher, Relation relation) {
        String unit = matcher.group("unit");
        String name =
                unit == null ? "" : unit.toLowerCase(Locale.ROOT).replace("per cent", "percent");
        double scale = UNITS.getOrDefault(name, 1.0);
        boolean isShare = scale < 1;
        String digits = matcher.group("digits");
        String power = firstOf(matcher, "times", "timesraised", "e");
        String ofTen = firstOf(matcher, "power", "raised");
        List<Reading> readings = new ArrayList<>();
        if (ofTen != null) {
            double base = Double.parseDouble(digits.replaceAll("[^0-9]", ""));
            double value = Math.pow(base, exponent(ofTen));
            readings.add(new Reading(value * scale, value * scale));
        } else {
            double factor = scale * (power == null ? 1 : Math.pow(10, exponent(power)));
            boolean isScaled = factor >= 1 && factor != 1;
            readings(digits, isScaled || power != null)
                    .forEach(r -> readings.add(new Reading(r.value * factor, r.step * factor)));
        }
        return new Numeral(matcher.group().strip(), matcher.start(), readings, isShare, relation);
    }

    private static @Nullable String firstOf(Matcher matcher, String... groups) {
        for (String group : groups) {
            if (matcher.group(group) != null) return matcher.group(group);
        }
        return null;
    }

    /// At most three digits: no number that anybody writes needs more, and none overflows.
    private static int exponent(String power) {
        String plain = Normalizer.normalize(power, Normalizer.Form.NFKC).replace('−', '-');
        String digits = plain.replaceAll("[^0-9]", "");
        int size = digits.length() > 3 ? 999 : Integer.parseInt(digits);
        return plain.startsWith("-") ? -size : size;
    }

    /// Both ways to read the marks, where there are two.
    private static List<Reading> readings(String digits, boolean isExact) {
        List<Reading> readings = new ArrayList<>();
        boolean isGrouped =
                digits.matches("[1-9]\\d{0,2}([,.'’_\u00a0\u202f\u2009 ]\\d{3})+([.,]\\d+)?");
        int decimal = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        if (isGrouped) {
            boolean hasFraction = digits.matches(".*[.,](\\d{1,2}|\\d{4,})");
            String whole = hasFraction ? digits.substring(0, decimal) : digits;
            String fraction = hasFraction ? digits.substring(decimal + 1) : "";
            readings.add(reading(whole.replaceAll("\\D", ""), fraction, isExact));
        }
        boolean isOneMark = digits.matches("\\d+([.,]\\d+)?");
        if (isOneMark && (!isGrouped || decimal >= 0)) {
            String whole = decimal < 0 ? digits : digits.substring(0, decimal);
            readings.add(reading(whole, decimal < 0 ? "" : digits.substring(decimal + 1), isExact));
        }
        return readings;
    }

    private static Reading reading(String whole, String fraction, boolean isExact) {
        double value = Double.parseDouble(whole + "." + (fraction.isEmpty() ? "0" : fraction));
        double step = Math.pow(10, -fraction.length());
        if (fraction.isEmpty() && !isExact) {
            // Zeros at the end may be rounding, as long as two digits are left that are not.
            String significant = whole.replaceFirst("^0+", "").replaceFirst("0+$", "");
            int kept = Math.max(2, significant.length());
            step = Math.pow(10, Math.max(0, whole.replaceFirst("^0+", "").length() - kept));
        }
        return new Reading(value, step);
    }
}
