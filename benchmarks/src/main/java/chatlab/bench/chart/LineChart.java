package chatlab.bench.chart;

import chatlab.evidence.Interval;
import chatlab.evidence.JmhResult;

import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// One chart along an axis: a line of marks for each contestant, with a whisker for each interval.
/// The vertical axis is logarithmic.
final class LineChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 460;
    private static final Color SOFT = new Color(0xDDDDDD);

    private final Places places;
    private final Palette palette;
    private final XYChart chart;

    /// The places along the horizontal axis, in its order.
    ///
    /// @param positions of the places
    /// @param labels of the places
    /// @param areJoined whether lines join the marks
    record Places(
            List<String> names, List<Double> positions, List<String> labels, boolean areJoined) {

        static Places along(Axis axis, List<JmhResult> results) {
            List<String> names = axis.places(results);
            return new Places(
                    names,
                    names.stream().map(name -> axis.position(name, names)).toList(),
                    names.stream().map(axis::label).toList(),
                    axis.isScale());
        }

        /// One beside the other, with numbers.
        static Places numbered(int count) {
            var numbers = IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
            return new Places(
                    numbers, numbers.stream().map(Double::valueOf).toList(), numbers, true);
        }

        double position(String name) {
            return positions.get(names.indexOf(name));
        }
    }

    /// A measured value and the ends of its whisker.
    record Value(double estimate, double low, double high) {
        static Value of(double estimate, @Nullable Interval interval) {
            return interval == null
                    ? new Value(estimate, estimate, estimate)
                    : new Value(estimate, interval.low(), interval.high());
        }

        Value dividedBy(double scale) {
            return new Value(estimate / scale, low / scale, high / scale);
        }
    }

    LineChart(Places places, String title, String xTitle, String yTitle, Palette palette) {
        this.places = places;
        this.palette = palette;
        this.chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle(xTitle)
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
        styler.setXAxisMin(left()).setXAxisMax(right());
    }

    /// Draws what was measured of each contestant.
    ///
    /// @param values of each contestant, by place
    void draw(Map<String, Map<String, Value>> values) {
        int number = 0;
        for (var contestant : values.entrySet()) {
            // The marks of one place stand side by side, so that none hides another.
            double shift = (number++ - (values.size() - 1) / 2.0) * spread() / values.size();
            SortedMap<Double, Value> points = new TreeMap<>();
            contestant
                    .getValue()
                    .forEach((place, value) -> points.put(places.position(place) + shift, value));
            if (!points.isEmpty()) draw(contestant.getKey(), points);
        }
    }

    private void draw(String contestant, SortedMap<Double, Value> points) {
        var line =
                chart.addSeries(
                        contestant,
                        List.copyOf(points.keySet()),
                        points.values().stream().map(Value::estimate).toList());
        line.setLineColor(palette.color(contestant)).setLineWidth(1.5f);
        line.setLineStyle(palette.line(contestant));
        line.setMarker(palette.mark(contestant)).setMarkerColor(palette.color(contestant));
        if (!places.areJoined) line.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        points.forEach((x, value) -> {
            double low = Math.max(value.low, value.estimate / 4);
            double high = Math.min(value.high, value.estimate * 4);
            var whisker =
                    chart.addSeries(contestant + " at " + x, List.of(x, x), List.of(low, high));
            plain(whisker, palette.color(contestant));
        });
    }

    /// Draws the line at 1: neither faster nor slower.
    void drawOne() {
        var one = chart.addSeries("1", List.of(left(), right()), List.of(1.0, 1.0));
        plain(one, Color.DARK_GRAY);
    }

    private static void plain(XYSeries series, Color color) {
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color).setLineWidth(1.5f).setLineStyle(SeriesLines.SOLID);
        series.setShowInLegend(false);
    }

    Figure figure(String name, String caption) {
        var series = chart.getSeriesMap().values();
        double low = series.stream().mapToDouble(XYSeries::getYMin).min().orElse(1);
        double high = series.stream().mapToDouble(XYSeries::getYMax).max().orElse(1);
        // Within one decade each step has room for its number.
        chart.getStyler().setYAxisLogarithmicDecadeOnly(high > 8 * low);
        return new Figure(name, caption, WIDTH, HEIGHT, this::paint);
    }

    /// The chart, and a label below each place. The library's own labels would stand at round
    /// numbers, where nothing was measured.
    private void paint(Graphics2D graphics) {
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.setColor(Color.BLACK);
        for (int i = 0; i < places.names.size(); i++) {
            double x = chart.getScreenXFromChart(places.positions.get(i));
            String label = places.labels.get(i);
            double width = ChartText.width(graphics, label, ChartText.PLAIN);
            ChartText.draw(graphics, label, ChartText.PLAIN, x - width / 2, HEIGHT - 28);
        }
    }

    /// How far apart the marks of one place may stand.
    private double spread() {
        double nearest = Double.MAX_VALUE;
        for (int i = 1; i < places.positions.size(); i++) {
            nearest = Math.min(nearest, places.positions.get(i) - places.positions.get(i - 1));
        }
        return Math.min(0.4 * nearest, 0.5 * margin());
    }

    /// How far the axis goes on beyond the first and the last place.
    private double margin() {
        double length = places.positions.getLast() - places.positions.getFirst();
        return length == 0 ? 1 : 0.15 * length;
    }

    private double left() {
        return places.positions.getFirst() - margin();
    }

    private double right() {
        return places.positions.getLast() + margin();
    }
}
