package chatlab.coursework.page;

import static chatlab.evidence.page.Page.escape;

import chatlab.coursework.report.Texts;
import chatlab.evidence.Interval;
import chatlab.evidence.JmhResult;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Plots of evidence, drawn from its figures as SVG that takes the page's colours, in light, dark
/// and print. Pure functions.
///
/// Drawn here and not by a chart library: those give a picture in fixed colours, and a grader that
/// draws hundreds should need no AWT.
final class Plot {
    private static final int WIDTH = 700;
    private static final int LABELS = 250;
    private static final int ROW = 26;
    private static final int RIGHT = 90;
    private static final int AXIS = 24;
    private static final double CONFIDENCE = 0.95;

    private Plot() {}

    /// A row for each result: the means of its forks as dots, and the interval of their mean.
    static String intervals(List<JmhResult> results) {
        double most =
                results.stream()
                        .flatMap(r -> r.forkMeans().stream())
                        .filter(Double::isFinite)
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0);
        for (JmhResult result : results) {
            Interval interval = result.interval(CONFIDENCE);
            if (interval != null && interval.high() < 4 * most) {
                most = Math.max(most, interval.high());
            }
        }
        if (!(most > 0)) return "";
        var svg = new StringBuilder();
        int y = ROW / 2;
        for (JmhResult result : results) {
            svg.append(label(result.contestant(), y));
            Interval interval = result.interval(CONFIDENCE);
            if (interval != null) {
                svg.append(
                        "<line class=\"interval\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>\n"
                                .formatted(
                                        x(interval.low() / most),
                                        x(Math.min(1, interval.high() / most)),
                                        y,
                                        y));
            }
            for (double mean : result.forkMeans()) {
                if (!Double.isFinite(mean)) continue;
                svg.append(
                        "<circle class=\"dot\" cx=\"%s\" cy=\"%d\" r=\"3.5\"/>\n"
                                .formatted(x(mean / most), y));
            }
            svg.append(value(result.typicalScore(), y));
            y += ROW;
        }
        String unit = results.getFirst().primaryMetric().scoreUnit();
        svg.append(axis(y, most, unit));
        String what = "Means of the forks, and the 95 % interval of their mean, in " + unit;
        return figure(svg, y + AXIS, what + " at " + results.getFirst().where());
    }

    /// A bar for each outcome, and how often it was seen.
    static String outcomes(Map<String, Long> counts, String caption) {
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        if (most == 0) return "";
        var svg = new StringBuilder();
        int y = ROW / 2;
        for (var entry : counts.entrySet()) {
            svg.append(label(entry.getKey(), y));
            svg.append(
                    "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"14\"/>\n"
                            .formatted(
                                    LABELS,
                                    y - 7,
                                    number(
                                            Math.max(
                                                    1,
                                                    (WIDTH - LABELS - RIGHT)
                                                            * (double) entry.getValue()
                                                            / most))));
            svg.append(value(entry.getValue(), y));
            y += ROW;
        }
        return figure(svg, y, caption);
    }

    private static String figure(CharSequence svg, int height, String caption) {
        return """
        <figure><svg viewBox="0 0 %d %d" role="img" aria-label="%s">
        %s</svg><figcaption>%s</figcaption></figure>
        """
                .formatted(WIDTH, height, escape(caption), svg, escape(caption));
    }

    private static String label(String text, int y) {
        return "<text class=\"end\" x=\"%d\" y=\"%d\">%s</text>\n"
                .formatted(LABELS - 10, y + 4, escape(Texts.cut(text, 32)));
    }

    private static String value(double value, int y) {
        String text =
                value == Math.rint(value) && value < 1e15
                        ? Texts.number((long) value)
                        : Math.abs(value) >= 100
                                ? Texts.number(Math.round(value))
                                : Texts.digits(value);
        return "<text x=\"%d\" y=\"%d\">%s</text>\n"
                .formatted(WIDTH - RIGHT + 12, y + 4, escape(text));
    }

    private static String axis(int y, double most, String unit) {
        double step = step(most);
        var ticks =
                Stream.iterate(0.0, at -> at <= most, at -> at + step)
                        .map(at ->
                                "<line class=\"grid\" x1=\"%1$s\" x2=\"%1$s\" y1=\"0\" y2=\"%2$d\"/>\n<text class=\"tick\" x=\"%1$s\" y=\"%3$d\">%4$s</text>\n"
                                        .formatted(x(at / most), y - ROW / 2, y + 6, inShort(at)))
                        .collect(Collectors.joining());
        return ticks
                + "<text x=\"%d\" y=\"%d\">%s</text>\n"
                        .formatted(WIDTH - RIGHT + 12, y + 6, escape(Texts.cut(unit, 12)));
    }

    /// About four steps, each 1, 2 or 5 of a power of ten.
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most / 4)));
        for (int factor : new int[] {1, 2, 5, 10}) {
            if (most / (factor * power) <= 5) return factor * power;
        }
        return 10 * power;
    }

    private static String inShort(double value) {
        if (value >= 1e9) return Texts.digits(value / 1e9) + " G";
        if (value >= 1e6) return Texts.digits(value / 1e6) + " M";
        if (value >= 1e4) return Texts.digits(value / 1e3) + " k";
        return value == 0 ? "0" : Texts.digits(value);
    }

    private static String x(double share) {
        return number(LABELS + Math.max(0, share) * (WIDTH - LABELS - RIGHT));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
