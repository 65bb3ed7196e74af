package chatlab.bench.chart;

import chatlab.bench.ChurnRate;
import chatlab.bench.chat.ChatMetric;
import chatlab.bench.compare.Amount;
import chatlab.bench.compare.BenchReport;
import chatlab.bench.run.BenchQuestion;
import chatlab.evidence.Interval;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Ratio;

import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The charts of a run: speeds and ratios along each axis that has at least two places; of chat
/// servers the ratios in all that was measured of them. Pure functions but for the drawing itself.
public final class Charts {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 460;
    private static final Color SOFT = new Color(0xDDDDDD);

    private final BenchReport findings;
    private final Palette palette;

    public Charts(BenchReport findings) {
        this.findings = findings;
        this.palette =
                new Palette(
                        findings.results().stream().map(JmhResult::contestant).distinct().toList());
    }

    /// What a chart is drawn along.
    private enum Axis {
        MEMBERS("members in the channel (log)"),
        CHURN("churn: joins, each with a leave, to broadcasts"),
        THREADS("threads"),
        METRIC("chat servers from end to end");

        private final String title;

        Axis(String title) {
            this.title = title;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether what is measured at its places is measured alike: in one unit, and with a line
        /// that joins them.
        boolean isScale() {
            return this != METRIC;
        }

        @Nullable String place(JmhResult result) {
            if (this == METRIC) return ChatMetric.labelOf(result.benchmark()).orElse(null);
            if (BenchQuestion.of(result.benchmark()).isEmpty()) return null;
            return this == THREADS ? String.valueOf(result.threads()) : result.params().get(key());
        }

        /// Churn is ordered and no more: 0 has no place on a logarithmic axis.
        double position(String place, List<String> places) {
            return switch (this) {
                case MEMBERS -> Math.log(Double.parseDouble(place)) / Math.log(2);
                case THREADS -> Double.parseDouble(place);
                case CHURN, METRIC -> places.indexOf(place);
            };
        }

        /// What stands below the place.
        String label(String place) {
            return this == METRIC ? place.replace("latency-", "") : place;
        }

        int compare(String one, String other) {
            return switch (this) {
                case MEMBERS, THREADS ->
                        Integer.compare(Integer.parseInt(one), Integer.parseInt(other));
                case CHURN ->
                        Double.compare(ChurnRate.parse(one).rate(), ChurnRate.parse(other).rate());
                case METRIC -> ChatMetric.labelled(one).compareTo(ChatMetric.labelled(other));
            };
        }
    }

    /// A point with the ends of its whisker.
    private record Point(double x, double y, double low, double high) {}

    public List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            slices(axis)
                    .forEach((where, results) -> {
                        if (axis.isScale()) figures.add(speeds(axis, where, results));
                        ratios(axis, where, results).ifPresent(figures::add);
                    });
        }
        figures.addAll(new WinnerMap(findings, palette).all());
        return figures;
    }

    /// The results along one axis, everything else being equal; those with two places or more.
    private Map<String, List<JmhResult>> slices(Axis axis) {
        Map<String, List<JmhResult>> slices = new LinkedHashMap<>();
        for (JmhResult result : findings.sound()) {
            if (axis.place(result) == null) continue;
            slices.computeIfAbsent(elsewhere(axis, result), _ -> new ArrayList<>()).add(result);
        }
        slices.values()
                .removeIf(results -> results.stream().map(axis::place).distinct().count() < 2);
        return slices;
    }

    private static String elsewhere(Axis axis, JmhResult result) {
        Map<String, String> rest = new TreeMap<>(result.conditions());
        rest.put("threads", String.valueOf(result.threads()));
        rest.remove(axis.key());
        return BenchQuestion.of(result.benchmark()).map(BenchQuestion::toString).orElse("chat")
                + ": "
                + rest.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    private Figure speeds(Axis axis, String where, List<JmhResult> results) {
        JmhResult first = results.getFirst();
        String what = first.isLowerBetter() ? "mean time" : "speed";
        double scale = first.isLowerBetter() ? 1 : 1e6;
        String unit = (scale == 1 ? "" : "million ") + first.primaryMetric().scoreUnit();
        XYChart chart = chart(axis, results, where, what + " (" + unit + ", log)");
        points(axis, results, result -> speed(result, scale))
                .forEach((name, points) -> draw(chart, name, points));
        frame(chart, axis);
        return new Figure(
                name(what, axis, where),
                "%s (%s). Marks: means of all forks; lines through them: %s intervals from the"
                                .formatted(capital(what), where, confidence())
                        + " means of forks.",
                WIDTH,
                HEIGHT,
                graphics -> paint(graphics, chart, axis, results));
    }

    private Optional<Figure> ratios(Axis axis, String where, List<JmhResult> results) {
        String base = findings.baseline();
        Map<String, JmhResult> baselines =
                results.stream()
                        .filter(r -> r.contestant().equals(base))
                        .collect(Collectors.toMap(r -> String.valueOf(axis.place(r)), r -> r));
        List<JmhResult> others =
                results.stream()
                        .filter(r -> !r.contestant().equals(base))
                        .filter(r -> baselines.containsKey(String.valueOf(axis.place(r))))
                        .toList();
        if (others.isEmpty()) return Optional.empty();
        String better = axis.isScale() ? "fast" : "good";
        XYChart chart =
                chart(axis, results, where, "times as %s as %s (log)".formatted(better, base));
        var points =
                points(axis, others, r -> ratio(r, baselines.get(String.valueOf(axis.place(r)))));
        points.forEach((name, its) -> draw(chart, name, its));
        one(chart, axis, results);
        frame(chart, axis);
        return Optional.of(
                new Figure(
                        name("ratio", axis, where),
                        "Ratio to %s (%s), with %s intervals; above the line at 1, %s."
                                .formatted(
                                        base,
                                        where,
                                        confidence(),
                                        axis.isScale()
                                                ? "faster"
                                                : "more deliveries, or less of what costs"),
                        WIDTH,
                        HEIGHT,
                        graphics -> paint(graphics, chart, axis, results)));
    }

    /// The chart, and below it the places where something was measured: the library's own marks
    /// would stand at round numbers, where nothing was.
    private static void paint(
            Graphics2D graphics, XYChart chart, Axis axis, List<JmhResult> results) {
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.setColor(Color.BLACK);
        List<String> places = places(axis, results);
        for (String place : places) {
            double x = chart.getScreenXFromChart(axis.position(place, places));
            String label = axis.label(place);
            double width = ChartText.width(graphics, label, ChartText.PLAIN);
            ChartText.draw(graphics, label, ChartText.PLAIN, x - width / 2, HEIGHT - 28);
        }
    }

    /// How far apart the marks of one place may stand.
    private static double spread(List<String> places, Axis axis) {
        double nearest = Double.MAX_VALUE;
        for (int i = 1; i < places.size(); i++) {
            double distance =
                    axis.position(places.get(i), places) - axis.position(places.get(i - 1), places);
            nearest = Math.min(nearest, distance);
        }
        return Math.min(0.4 * nearest, 0.5 * margin(places, axis));
    }

    /// How far the axis goes on beyond the first and the last place.
    private static double margin(List<String> places, Axis axis) {
        return 0.15
                * (axis.position(places.getLast(), places)
                        - axis.position(places.getFirst(), places));
    }

    private Map<String, List<Point>> points(
            Axis axis, List<JmhResult> results, Function<JmhResult, @Nullable Point> measured) {
        List<String> places = places(axis, results);
        List<String> shown = results.stream().map(JmhResult::contestant).distinct().toList();
        Map<String, List<Point>> points = new LinkedHashMap<>();
        for (JmhResult result : results) {
            Point at = measured.apply(result);
            if (at == null) continue;
            double x = axis.position(String.valueOf(axis.place(result)), places);
            double shift = shown.indexOf(result.contestant()) - (shown.size() - 1) / 2.0;
            double aside = x + shift * spread(places, axis) / shown.size();
            points.computeIfAbsent(result.contestant(), _ -> new ArrayList<>())
                    .add(new Point(aside, at.y, at.low, at.high));
        }
        points.values().forEach(its -> its.sort((a, b) -> Double.compare(a.x, b.x)));
        return points;
    }

    private Point speed(JmhResult result, double scale) {
        double score = result.primaryMetric().score() / scale;
        Interval interval = result.interval(findings.terms().confidence());
        return interval == null
                ? new Point(0, score, score, score)
                : new Point(0, score, interval.low() / scale, interval.high() / scale);
    }

    private @Nullable Point ratio(JmhResult result, @Nullable JmhResult base) {
        if (base == null) return null;
        try {
            Ratio ratio = Ratio.of(result.forkMeans(), base.forkMeans(), result.isLowerBetter());
            Interval interval = ratio.interval(findings.terms().confidence());
            return new Point(0, ratio.estimate(), interval.low(), interval.high());
        } catch (IllegalArgumentException _) {
            return null; // too few forks for a ratio
        }
    }

    private static void draw(XYChart chart, String name, List<Point> points) {
        chart.addSeries(
                name,
                points.stream().map(Point::x).toList(),
                points.stream().map(Point::y).toList());
        for (Point point : points) {
            chart.addSeries(
                            name + " at " + point.x,
                            List.of(point.x, point.x),
                            List.of(
                                    Math.max(point.low, point.y / 4),
                                    Math.min(point.high, point.y * 4)))
                    .setShowInLegend(false);
        }
    }

    private void frame(XYChart chart, Axis axis) {
        double low =
                chart.getSeriesMap().values().stream()
                        .mapToDouble(s -> s.getYMin())
                        .min()
                        .orElse(1);
        double high =
                chart.getSeriesMap().values().stream()
                        .mapToDouble(s -> s.getYMax())
                        .max()
                        .orElse(1);
        // Within one decade each step has room for its number.
        chart.getStyler().setYAxisLogarithmicDecadeOnly(high > 8 * low);
        chart.getSeriesMap()
                .forEach((key, series) -> {
                    String name = key.replaceFirst(" at .*", "");
                    series.setLineColor(palette.colour(name)).setLineWidth(1.5f);
                    series.setMarkerColor(palette.colour(name));
                    series.setMarker(
                            series.isShowInLegend() ? palette.mark(name) : SeriesMarkers.NONE);
                    series.setLineStyle(
                            series.isShowInLegend() ? palette.line(name) : SeriesLines.SOLID);
                    if (!axis.isScale() && series.isShowInLegend()) {
                        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
                    }
                });
        var one = chart.getSeriesMap().get("1");
        if (one != null) {
            one.setLineColor(Color.DARK_GRAY).setLineStyle(SeriesLines.SOLID).setLineWidth(1f);
            one.setMarker(SeriesMarkers.NONE);
        }
    }

    /// The line of those who are neither faster nor slower.
    private static void one(XYChart chart, Axis axis, List<JmhResult> results) {
        List<String> places = places(axis, results);
        double aside = margin(places, axis);
        double from = axis.position(places.getFirst(), places) - aside;
        double to = axis.position(places.getLast(), places) + aside;
        chart.addSeries("1", List.of(from, to), List.of(1.0, 1.0)).setShowInLegend(false);
    }

    private XYChart chart(Axis axis, List<JmhResult> results, String where, String yTitle) {
        List<String> places = places(axis, results);
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(axis.isScale() ? where : axis.title)
                        .xAxisTitle(axis.isScale() ? axis.title : where)
                        .yAxisTitle(yTitle)
                        .build();
        var styler = chart.getStyler();
        styler.setBaseFont(ChartText.PLAIN)
                .setChartTitleFont(ChartText.TITLE)
                .setLegendFont(ChartText.PLAIN)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE);
        styler.setAxisTitleFont(ChartText.PLAIN).setAxisTickLabelsFont(ChartText.PLAIN);
        styler.setPlotGridLinesColor(SOFT).setPlotBorderColor(SOFT);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setMarkerSize(9);
        styler.setYAxisLogarithmic(true);
        styler.setYAxisDecimalPattern("#,##0.###");
        styler.setxAxisTickLabelsFormattingFunction(x -> " "); // paint() writes there
        double aside = margin(places, axis);
        styler.setXAxisMin(axis.position(places.getFirst(), places) - aside);
        styler.setXAxisMax(axis.position(places.getLast(), places) + aside);
        return chart;
    }

    private static List<String> places(Axis axis, List<JmhResult> results) {
        var places = new TreeSet<String>(axis::compare);
        results.forEach(r -> places.add(String.valueOf(axis.place(r))));
        return List.copyOf(places);
    }

    /// A file's name, such as `speed-by-members-churn-churn-0-sink-read-threads-2`.
    private static String name(String what, Axis axis, String where) {
        String words = (what + "-by-" + axis.key() + "-" + where).toLowerCase(Locale.ROOT);
        return words.replaceAll("[^a-z0-9]+", "-");
    }

    private String confidence() {
        return Amount.percent(findings.terms().confidence());
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
